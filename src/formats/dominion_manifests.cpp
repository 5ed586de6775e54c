#include "formats/dominion_manifests.h"

#include "base/json.h"
#include "formats/input_files.h"
#include "formats/text.h"

#include <fmt/format.h>

#include <array>
#include <limits>
#include <optional>
#include <set>

namespace recanvass::formats {
namespace {

using base::Json;

constexpr std::array<std::string_view, 6> kRead = {
    "ContestManifest.json",         "CandidateManifest.json",  "CountingGroupManifest.json",
    "PrecinctPortionManifest.json", "BallotTypeManifest.json", "OutstackConditionManifest.json"};

// Reads members of the entries of one manifest's "List".
class EntryReader {
 public:
  EntryReader(std::string file, ProblemList& problems)
      : file_(std::move(file)), problems_(problems) {}

  void at(std::size_t entry) { entry_ = entry; }

  std::optional<std::int64_t> number(const Json& entry, const char* key) {
    const auto member = entry.is_object() ? entry.find(key) : entry.end();
    if (entry.is_object() && member != entry.end() && member->is_number_integer()) {
      return member->get<std::int64_t>();
    }
    refuse(key, "a whole number");
    return std::nullopt;
  }
  std::int32_t small_number(const Json& entry, const char* key) {
    const auto value = number(entry, key);
    if (!value) return 0;
    if (*value < 0 || *value > std::numeric_limits<std::int16_t>::max()) {
      refuse(key, "a number from 0 to 32767");
      return 0;
    }
    return static_cast<std::int32_t>(*value);
  }
  // Spaces at both ends of a name do not count, in any format.
  std::string text(const Json& entry, const char* key) {
    const auto member = entry.is_object() ? entry.find(key) : entry.end();
    if (entry.is_object() && member != entry.end() && member->is_string()) {
      return std::string(trimmed(member->get_ref<const std::string&>()));
    }
    refuse(key, "a text");
    return {};
  }
  void refuse(const char* key, std::string wanted) {
    problems_.add({"dominion.manifest",
                   {file_, 0, fmt::format("/List/{}/{}", entry_, key)},
                   "something else",
                   std::move(wanted),
                   "Export the manifests again with the cast vote records."});
  }

 private:
  std::string file_;
  ProblemList& problems_;
  std::size_t entry_ = 0;
};

void add_contest(EntryReader& reader, const Json& entry, DominionManifests& manifests) {
  const auto id = reader.number(entry, "Id");
  if (!id) return;
  manifests.contests.push_back({*id, reader.text(entry, "Description"),
                                reader.small_number(entry, "VoteFor"),
                                reader.small_number(entry, "NumOfRanks")});
}

void add_candidate(EntryReader& reader, const Json& entry, DominionManifests& manifests) {
  const auto id = reader.number(entry, "Id");
  const auto contest = reader.number(entry, "ContestId");
  if (!id || !contest) return;
  const std::string type = reader.text(entry, "Type");
  manifests.candidates.push_back(
      {*id, *contest, reader.text(entry, "Description"), type == "WriteIn"});
}

void add_name(EntryReader& reader, const Json& entry, std::map<std::int64_t, std::string>& names) {
  const auto id = reader.number(entry, "Id");
  if (id && !names.emplace(*id, reader.text(entry, "Description")).second) {
    reader.refuse("Id", "a number that no other entry has");
  }
}

}  // namespace

bool is_dominion_manifest(std::string_view file_name) {
  return std::ranges::find(kRead, last_part(file_name)) != kRead.end();
}

void add_dominion_manifest(std::string_view file_name, std::string_view text,
                           DominionManifests& manifests, ProblemList& problems) {
  const std::string file(file_name);
  const auto json = base::parse_json(text, file);
  if (!json) return problems.add_all(json.problems());
  if (!json->is_object() || !json->contains("List") || !json->at("List").is_array()) {
    return problems.add({"dominion.manifest",
                         {file, 0, "/List"},
                         "no list",
                         "a list \"List\"",
                         "Export the manifests again with the cast vote records."});
  }
  EntryReader reader(file, problems);
  const std::string_view kind = last_part(file_name);
  std::size_t at = 0;
  for (const Json& entry : json->at("List")) {
    reader.at(at++);
    if (kind == kRead[0]) add_contest(reader, entry, manifests);
    if (kind == kRead[1]) add_candidate(reader, entry, manifests);
    if (kind == kRead[2]) add_name(reader, entry, manifests.counting_groups);
    if (kind == kRead[3]) add_name(reader, entry, manifests.precinct_portions);
    if (kind == kRead[4]) add_name(reader, entry, manifests.ballot_types);
    if (kind == kRead[5]) add_name(reader, entry, manifests.conditions);
  }
}

}  // namespace recanvass::formats
