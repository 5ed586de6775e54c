// For tests: a package in a folder of its own that goes away with the object, and what reading it
// says. Main flow of such a test: write files, read, compare causes.
#pragma once

#include "formats/package_reader.h"

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <unistd.h>

namespace recanvass::formats {

/// Files by their path in the package.
using PackageFiles = std::map<std::string, std::string>;

/// A contest of two with write-ins, a jurisdiction of two counties.
inline const char* const kFixtureHead = R"(schema = "recanvass.election/1"
id = "test"
name = "Test"
election_day = 2016-11-08
[[contest]]
id = "mayor"
name = "Mayor"
office = "municipal"
choice = [ { id = "ada", name = "Ada Lovelace" }, { id = "ben", name = "Ben Bitdiddle" },
  { id = "write-ins", name = "Write-ins", write_in = true, aggregate = true } ]
[[jurisdiction]]
id = "us-wi"
name = "Wisconsin"
county = [ { id = "us-wi-dane", name = "Dane" }, { id = "us-wi-iron", name = "Iron" } ]
)";

/// A result set whose figures `rest` gives: "file = ..." or another source.
inline std::string fixture_result(const std::string& rest) {
  return R"([[result_set]]
id = "night"
jurisdiction = "us-wi"
contest = "mayor"
kind = "unofficial"
legal_status = "reported"
known_on = 2016-11-09
source = "test"
)" + rest +
         "\n";
}

class TemporaryPackage {
 public:
  explicit TemporaryPackage(const PackageFiles& files) {
    std::string pattern = (std::filesystem::temp_directory_path() / "recanvass-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    for (const auto& [name, bytes] : files) {
      std::filesystem::create_directories((folder_ / name).parent_path());
      std::ofstream(folder_ / name, std::ios::binary) << bytes;
    }
  }
  TemporaryPackage(const TemporaryPackage&) = delete;
  TemporaryPackage& operator=(const TemporaryPackage&) = delete;
  ~TemporaryPackage() { std::filesystem::remove_all(folder_); }

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path folder_;
};

/// The package of kFixtureHead with one file of returns.
inline PackageFiles package_with_returns(const std::string& returns, const std::string& more = {}) {
  return {{"election.toml", kFixtureHead + fixture_result("file = \"r.csv\"\n" + more)},
          {"r.csv", returns}};
}

/// What is wrong with a package; none when it is read.
inline base::Problems problems_in(const PackageFiles& files) {
  const TemporaryPackage package(files);
  const auto read = read_package(package.folder());
  return read ? base::Problems{} : read.problems();
}

/// The election of a package. One with problems has them as remarks and no result set.
inline election::Election election_in(const PackageFiles& files) {
  const TemporaryPackage package(files);
  auto read = read_package(package.folder());
  if (read) return std::move(read).value();
  election::Election none;
  none.remarks = {base::sentences(read.problems())};
  return none;
}

/// "cause@row cause@row", in order: what a test compares.
inline std::string causes_of(const base::Problems& problems) {
  std::string text;
  for (const base::Problem& problem : problems) {
    text += (text.empty() ? "" : " ") + problem.cause + "@" + std::to_string(problem.place.row);
  }
  return text;
}

/// "ada 10, ben 7" of the first result set.
inline std::string totals_text(const election::Election& election) {
  std::string text;
  if (election.result_sets.empty()) {
    return election.remarks.empty() ? "no result set" : election.remarks.front();
  }
  for (const auto& total : election.result_sets.front().totals) {
    text +=
        (text.empty() ? "" : ", ") + total.choice.text + " " + std::to_string(total.votes.value());
  }
  return text;
}

}  // namespace recanvass::formats
