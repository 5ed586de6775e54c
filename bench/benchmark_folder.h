// A folder of its own for the stores and files of a benchmark, which goes with the program.
// Used by bench/store_bench.cpp and bench/verify_bench.cpp.
#pragma once

#include <filesystem>
#include <string>

namespace recanvass::bench {

class BenchmarkFolder {
 public:
  /// @param name  of the folder, below that for temporary files; what was there is deleted
  explicit BenchmarkFolder(const std::string& name)
      : path_(std::filesystem::temp_directory_path() / name) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~BenchmarkFolder() { std::filesystem::remove_all(path_); }
  BenchmarkFolder(const BenchmarkFolder&) = delete;
  BenchmarkFolder& operator=(const BenchmarkFolder&) = delete;

  [[nodiscard]] std::string file(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

}  // namespace recanvass::bench
