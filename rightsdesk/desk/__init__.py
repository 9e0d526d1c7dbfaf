"""The counter: everything the window and the command line may see and ask of the product."""
