"""Device lists that were analysed and the what-if runs made of them, append-only. No persons."""
