"""What is agreed with suppliers: framework agreements with lots, ranked articles and dated prices, and the price lists they came from."""
