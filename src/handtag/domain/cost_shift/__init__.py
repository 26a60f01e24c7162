"""What would move between principals if another agreement applied: a device list decided twice, and the sums. Reads no files, keeps
no runs; who pays is the agreement's to say."""
