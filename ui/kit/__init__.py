"""What every feature is made of: table, selection, inspector, drawer, theme, words."""
