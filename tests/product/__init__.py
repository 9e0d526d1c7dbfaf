"""The rules of the product, row by row: through feed, log, batches and tables, as people meet them."""
