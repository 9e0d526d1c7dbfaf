"""One command over many images or vendors: submit, carry out, redo, undo."""
