def settle(desk, hands, told): pass
