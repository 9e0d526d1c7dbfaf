from rightsdesk.vendorsync.port import FeedMode, VendorFeed
from tests.contracts.feed import FeedContract
from tests.vendorsync.agency_kit import getty, open_agency, shutterstock

HOUSE = "https://api.agency.example"


class TestGetty(FeedContract):
    unknown_uri = f"{HOUSE}/v3/images/404404"

    def fresh(self) -> VendorFeed:
        return open_agency("getty", getty())


class TestShutterstockEditorial(FeedContract):
    unknown_uri = f"{HOUSE}/v2/editorial/images/404404"

    def fresh(self) -> VendorFeed:
        return open_agency("shutterstock", shutterstock())


class TestShutterstockStock(FeedContract):
    unknown_uri = f"{HOUSE}/v2/images/404404"

    def fresh(self) -> VendorFeed:
        return open_agency("shutterstock", shutterstock(), mode=FeedMode.WINDOW)
