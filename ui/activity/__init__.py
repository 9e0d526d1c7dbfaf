"""Activity: who did what when, before and after, and whether the tables agree with the log."""
