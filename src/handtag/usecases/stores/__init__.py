"""What people do about stores: levels, transfers, goods taken out, stocktakes, and goods of other centres; one file per thing."""
