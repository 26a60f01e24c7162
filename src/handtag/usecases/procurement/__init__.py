"""What buyers do about framework agreements and suppliers' price lists; one file per thing."""
