"""The program on a real screen: an X server without a monitor, its mouse and its keyboard."""
