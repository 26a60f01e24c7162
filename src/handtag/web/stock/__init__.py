"""Pages of the stores: what there is and where, goods in and out, one device and its whole way."""
