"""Given-when-then, builders and fakes shared by the tests."""
