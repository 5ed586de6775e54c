#include "formats/nist_names.h"

#include "formats/nist_tree.h"
#include "formats/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace recanvass::formats {
namespace {

using base::Json;

// A name, or the first code, or the id.
std::string name_of(const Json& element) {
  std::string name(trimmed(text_of(element, "Name")));
  if (!name.empty()) return name;
  for (const Json* code : items_of(element, "Code")) {
    name = text_of(*code, "Value");
    if (!name.empty()) return name;
  }
  return text_of(element, "@id");
}

// Ids in a list, or in one text with spaces between, as XML has them.
std::vector<std::string> listed_ids(const Json& element, const char* key) {
  std::vector<std::string> ids;
  for (const Json* item : items_of(element, key)) {
    if (!item->is_string()) continue;
    const std::string text = item->get<std::string>();
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find(' ', begin), text.size());
      if (end > begin) ids.push_back(text.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  return ids;
}

std::string name_in(const std::map<std::string, std::string>& names, const std::string& id) {
  const auto found = names.find(id);
  return found == names.end() ? id : found->second;
}

}  // namespace

void NistNames::add(const std::string& member, const Json& element) {
  const std::string id = text_of(element, "@id");
  if (member == "GpUnit") places_.emplace(id, name_of(element));
  if (member == "Party") parties_.emplace(id, name_of(element));
  if (member == "ReportingDevice") {
    for (const Json* code : items_of(element, "Code")) {
      const std::string own = text_of(*code, "Value");
      if (text_of(*code, "Type") == "local-level" && !own.empty()) devices_.emplace(id, own);
    }
  }
  if (member != "Election") return;
  for (const Json* candidate : items_of(element, "Candidate")) {
    candidates_.emplace(text_of(*candidate, "@id"), name_of(*candidate));
  }
  for (const Json* contest : items_of(element, "Contest")) contests_.push_back(*contest);
}

std::string NistNames::place(const std::string& id) const { return name_in(places_, id); }

std::string NistNames::device(const std::string& id) const { return name_in(devices_, id); }

std::string NistNames::selection_name(const Json& selection) const {
  std::string name;
  for (const auto& [key, names] :
       {std::pair{"CandidateIds", &candidates_}, std::pair{"PartyIds", &parties_}}) {
    for (const std::string& id : listed_ids(selection, key)) {
      if (!name.empty()) name += " / ";
      name += name_in(*names, id);
    }
    if (!name.empty()) return name;
  }
  // The answer to a question; Unisyn has the id of a Candidate there, who is called "FOR".
  name = name_in(candidates_, text_of(selection, "Selection"));
  return name.empty() ? name_of(selection) : name;
}

// "Democratic" of a contest of one party's primary; empty: of all parties.
std::string NistNames::primary_party(const Json& contest) const {
  std::string name;
  for (const char* key : {"PrimaryPartyIds", "PrimaryPartyId"}) {
    for (const std::string& id : listed_ids(contest, key)) {
      if (!name.empty()) name += " / ";
      name += name_in(parties_, id);
    }
    if (!name.empty()) break;
  }
  return name;
}

std::vector<NistContest> NistNames::contests() const {
  std::vector<NistContest> found;
  std::map<std::string, std::set<std::string>> parties;  // by the name of contests
  for (const Json& element : contests_) {
    parties[name_of(element)].insert(primary_party(element));
  }
  for (const Json& element : contests_) {
    NistContest contest;
    contest.id = text_of(element, "@id");
    contest.name = name_of(element);
    // Primaries of several parties have contests of one name.
    const std::string party = primary_party(element);
    if (!party.empty() && parties[contest.name].size() > 1) {
      contest.name += fmt::format(" ({})", party);
    }
    contest.votes_allowed =
        static_cast<std::int32_t>(std::min(position_of(text_of(element, "VotesAllowed")), 1000U));
    for (const Json* selection : items_of(element, "ContestSelection")) {
      const Json* flag = selection->is_object() && selection->contains("IsWriteIn")
                             ? &selection->at("IsWriteIn")
                             : nullptr;
      const bool write_in =
          flag != nullptr && (*flag == Json(true) || *flag == Json("true") || *flag == Json("1"));
      contest.selections.push_back(
          {text_of(*selection, "@id"), selection_name(*selection), write_in});
    }
    found.push_back(std::move(contest));
  }
  return found;
}

}  // namespace recanvass::formats
