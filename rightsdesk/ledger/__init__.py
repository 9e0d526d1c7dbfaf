"""What an image's story means for the money: charges, uses counted against quotas, prices that changed too late."""

from rightsdesk.ledger.book import Ledger, own_price
from rightsdesk.ledger.differences import PriceDifferences
from rightsdesk.ledger.surroundings import Around, Candidate, Surroundings

__all__ = ["Around", "Candidate", "Ledger", "PriceDifferences", "Surroundings", "own_price"]
