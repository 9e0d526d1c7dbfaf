"""Images: what we have, what may be done with it until when, and the commands over many of them."""
