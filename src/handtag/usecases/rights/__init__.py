"""What people do about the right to prescribe: require, earn, ask for, sign for each other, withdraw; and courses. One file per thing."""
