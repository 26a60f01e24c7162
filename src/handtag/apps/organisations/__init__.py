"""County, principals, device centres, units, cost centres, delivery points, stores' owners and who works where in which role."""
