// The lists beside a Dominion JSON export, which say what its numbers mean: contests, candidates,
// counting groups, precinct portions, ballot types. Each may be missing; then a number stands for
// itself. Next: formats/dominion_json.h.
#pragma once

#include "formats/problem_list.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::formats {

struct DominionContest {
  std::int64_t id = 0;
  std::string name;
  std::int32_t vote_for = 0;
  std::int32_t ranks = 0;
};

struct DominionCandidate {
  std::int64_t id = 0;
  std::int64_t contest = 0;
  std::string name;
  bool write_in = false;
};

struct DominionManifests {
  std::vector<DominionContest> contests;  ///< empty: there was no manifest of contests
  std::vector<DominionCandidate> candidates;
  std::map<std::int64_t, std::string> counting_groups;
  std::map<std::int64_t, std::string> precinct_portions;
  std::map<std::int64_t, std::string> ballot_types;
  std::map<std::int64_t, std::string> conditions;
};

/// True for the manifests that are read; others describe what cards do not need.
[[nodiscard]] bool is_dominion_manifest(std::string_view file_name);

/// Adds one manifest, told by the end of its name ("ContestManifest.json").
/// Causes: dominion.manifest, and those of base::parse_json.
void add_dominion_manifest(std::string_view file_name, std::string_view text,
                           DominionManifests& manifests, ProblemList& problems);

}  // namespace recanvass::formats
