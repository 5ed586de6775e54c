"""What tools/ranks and tools/tidy share: the list of files, findings, and a reading of C++ text."""
