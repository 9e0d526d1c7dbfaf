"""An invented year of a publishing house: written as files, and imported from them with one command."""

from rightsdesk.sample_year.importing import YearReport, create_year
from rightsdesk.sample_year.writing import YearPlan, write_year

__all__ = ["YearPlan", "YearReport", "create_year", "write_year"]
