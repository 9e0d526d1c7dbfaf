"""Deliveries as tables: CSV and XLSX files with one picture a row (vendor feeds, table 2.3)."""

from rightsdesk.vendorsync.tabular.bombs import LARGEST
from rightsdesk.vendorsync.tabular.layout import Layout
from rightsdesk.vendorsync.tabular.pictures import read_row
from rightsdesk.vendorsync.tabular.rows import Row, rows_of

__all__ = ["LARGEST", "Layout", "Row", "read_row", "rows_of"]
