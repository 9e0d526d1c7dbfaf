def happen(desk, hands, told): pass
