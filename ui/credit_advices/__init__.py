"""Credit advices: review, approve and issue, with the document beside the list."""
