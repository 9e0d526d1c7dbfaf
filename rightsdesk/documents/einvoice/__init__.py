"""The credit advice as data: written, checked by the official rules, bound into the PDF and read back."""
