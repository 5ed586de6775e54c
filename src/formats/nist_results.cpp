#include "formats/nist_results.h"

#include "formats/named_returns.h"
#include "formats/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace recanvass::formats {
namespace {

using base::Json;

constexpr std::size_t kTreeBytesMax = std::size_t{256} << 20;

// A member as a list: JSON writes one, XML a single element without one.
std::vector<const Json*> list_in(const Json& node, const char* key) {
  std::vector<const Json*> items;
  if (!node.is_object()) return items;
  const auto found = node.find(key);
  if (found == node.end()) return items;
  if (!found->is_array()) return {&*found};
  for (const Json& item : *found) items.push_back(&item);
  return items;
}

std::string text_in(const Json& node, const char* key) {
  if (!node.is_object()) return {};
  const auto found = node.find(key);
  if (found == node.end()) return {};
  if (found->is_string()) return found->get<std::string>();
  if (found->is_number_unsigned()) return fmt::format("{}", found->get<std::uint64_t>());
  if (found->is_number_integer()) return fmt::format("{}", found->get<std::int64_t>());
  if (found->is_number_float()) return fmt::format("{}", found->get<double>());
  return {};
}

// Internationalized text: the English one, else the first; plain text as it is.
std::string words_in(const Json& node, const char* key) {
  std::string plain = text_in(node, key);
  if (!plain.empty()) return plain;
  std::string first;
  for (const Json* translated : list_in(node, key)) {
    for (const Json* text : list_in(*translated, "Text")) {
      const std::string content =
          text->is_string() ? text->get<std::string>() : text_in(*text, "Content");
      if (text_in(*text, "Language").starts_with("en")) return content;
      if (first.empty()) first = content;
    }
  }
  return first;
}

// References: a list of ids in JSON, ids with spaces between them in XML.
std::vector<std::string> ids_in(const Json& node, const char* key) {
  std::vector<std::string> ids;
  for (const Json* item : list_in(node, key)) {
    if (!item->is_string()) continue;
    const auto& text = item->get_ref<const std::string&>();
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find_first_of(" \t\r\n", at), text.size());
      if (end > at) ids.push_back(text.substr(at, end - at));
      at = end + 1;
    }
  }
  return ids;
}

struct NistUnit {
  std::string name;
  std::string type;
  std::vector<std::string> parts;
  std::string county;  // name of the county that contains it
};

// Votes of one choice by unit, before the larger units are left out.
struct NistCounts {
  std::map<std::string, std::map<std::string, std::int64_t>> by_unit;  // unit, type, votes
};

class NistReader {
 public:
  NistReader(const std::string& file, ReturnsTable& returns, ProblemList& problems)
      : file_(file), returns_(returns), problems_(problems) {}

  void read(const Json& report) {
    for (const Json* party : list_in(report, "Party")) {
      parties_[text_in(*party, "@id")] = words_in(*party, "Name");
    }
    for (const Json* unit : list_in(report, "GpUnit")) read_unit(*unit);
    find_counties();
    std::size_t contests = 0;
    for (const Json* election : list_in(report, "Election")) {
      const auto day = base::Date::parse(text_in(*election, "StartDate"));
      if (day) returns_.election_day = *day;
      for (const Json* candidate : list_in(*election, "Candidate")) read_candidate(*candidate);
      for (const Json* contest : list_in(*election, "Contest")) {
        read_contest(*contest);
        ++contests;
      }
      read_turnout(*election);
    }
    if (contests == 0) {
      problems_.add({"nist.no-results",
                     {file_, 0, "Election/Contest"},
                     "no contest",
                     "contests with votes",
                     "Ask for the results, not the definition."});
    }
  }

 private:
  [[nodiscard]] base::Place place(const std::string& where) const { return {file_, 0, where}; }

  void read_unit(const Json& node) {
    NistUnit unit{words_in(node, "Name"), text_in(node, "Type"), ids_in(node, "ComposingGpUnitIds"),
                  ""};
    const std::string id = text_in(node, "@id");
    if (unit.name.empty()) unit.name = id;
    check_name(unit.name, place("GpUnit " + id), problems_);
    const std::string voters = text_in(node, "VotersRegistered");
    if (!voters.empty()) registered_[id] = voters;
    units_[id] = std::move(unit);
  }

  void find_counties() {
    for (const auto& [id, unit] : units_) {
      if (unit.type != "county") continue;
      for (const std::string& part : parts_below(id)) units_[part].county = unit.name;
    }
  }

  // Everything that a unit is composed of, through all levels; a circle ends where it closes.
  [[nodiscard]] std::set<std::string> parts_below(const std::string& id) const {
    std::set<std::string> below;
    std::vector<std::string> open{id};
    while (!open.empty()) {
      const auto found = units_.find(open.back());
      open.pop_back();
      if (found == units_.end()) continue;
      for (const std::string& part : found->second.parts) {
        if (part != id && units_.contains(part) && below.insert(part).second) open.push_back(part);
      }
    }
    return below;
  }

  void read_candidate(const Json& node) {
    const std::string id = text_in(node, "@id");
    candidates_[id] = {words_in(node, "BallotName"), party_name(text_in(node, "PartyId"))};
    check_name(candidates_[id].first, place("Candidate " + id), problems_);
  }

  [[nodiscard]] std::string party_name(const std::string& id) const {
    const auto found = parties_.find(id);
    return found == parties_.end() ? id : found->second;
  }

  // A pair on one ballot line has one name: "Jane Doe / John Roe".
  std::string choice_of(const Json& selection, const std::string& contest) {
    std::string name = words_in(selection, "Selection");
    std::string party;
    for (const std::string& id : ids_in(selection, "CandidateIds")) {
      const auto found = candidates_.find(id);
      if (found == candidates_.end()) {
        problems_.add({"nist.reference", place("Contest " + quote(contest)), quote(id),
                       "the id of a candidate in this file", "Fetch the file again."});
        continue;
      }
      name += (name.empty() ? "" : " / ") + found->second.first;
      if (party.empty()) party = found->second.second;
    }
    for (const std::string& id : ids_in(selection, "EndorsementPartyIds")) party = party_name(id);
    if (name.empty()) {
      for (const std::string& id : ids_in(selection, "PartyIds")) name = party_name(id);
    }
    if (name.empty() && text_in(selection, "IsWriteIn") == "true") return "Write-ins";
    if (name.empty() && is_write_in(selection)) return "Write-ins";
    return choice_key(name.empty() ? text_in(selection, "@id") : name, party);
  }

  [[nodiscard]] static bool is_write_in(const Json& selection) {
    const auto found = selection.find("IsWriteIn");
    return found != selection.end() && found->is_boolean() && found->get<bool>();
  }

  void read_contest(const Json& contest) {
    std::string name = words_in(contest, "Name");
    if (name.empty()) name = text_in(contest, "@id");
    std::map<std::string, NistCounts> counts;
    for (const Json* selection : list_in(contest, "ContestSelection")) {
      const std::string choice = choice_of(*selection, name);
      for (const Json* votes : list_in(*selection, "VoteCounts")) {
        const std::string type = text_in(*votes, "Type");
        if (type == "seats") continue;
        enter(counts[choice], text_in(*votes, "GpUnitId"), type, text_in(*votes, "Count"), name);
      }
    }
    for (const Json* other : list_in(contest, "OtherCounts")) {
      for (const auto& [key, kind] : {std::pair{"Overvotes", std::string(kOvervotes)},
                                      std::pair{"Undervotes", std::string(kBlank)},
                                      std::pair{"WriteIns", std::string("Write-ins")}}) {
        const std::string text = text_in(*other, key);
        if (text.empty()) continue;
        enter(counts[kind], text_in(*other, "GpUnitId"), text_in(*other, "DeviceClass"), text,
              name);
      }
    }
    add_contest(name, counts);
  }

  void enter(NistCounts& counts, const std::string& unit, const std::string& type,
             const std::string& text, const std::string& contest) {
    if (!units_.contains(unit)) {
      problems_.add({"nist.reference", place("Contest " + quote(contest)), quote(unit),
                     "the id of a GpUnit in this file", "Fetch the file again."});
      return;
    }
    const auto number = figure_or_problem(text, place("Contest " + quote(contest)), problems_);
    if (number) counts.by_unit[unit][type] += *number;
  }

  static std::int64_t votes_of(const std::map<std::string, std::int64_t>& by_type) {
    const auto total = by_type.find("total");
    if (total != by_type.end()) return total->second;
    std::int64_t sum = 0;
    for (const auto& [type, votes] : by_type) sum += votes;
    return sum;
  }

  void add_contest(const std::string& name, const std::map<std::string, NistCounts>& counts) {
    const std::uint32_t section = returns_.section_of("", "", name);
    for (const auto& [choice, by_choice] : counts) {
      for (const auto& [unit, by_type] : by_choice.by_unit) {
        std::int64_t below = 0;
        bool has_parts = false;
        for (const std::string& part : smallest_below(unit, by_choice)) {
          has_parts = true;
          below += votes_of(by_choice.by_unit.at(part));
        }
        const std::int64_t votes = votes_of(by_type);
        if (!has_parts) {
          returns_.add_figure(section, unit_number(unit), choice, "", votes, 0);
        } else if (votes != below) {
          problems_.add(
              {"returns.total-differs", place("Contest " + quote(name)),
               fmt::format("{} for {} in {}, and {} when its parts are added up", votes,
                           quote(choice_name(choice)), quote(units_.at(unit).name), below),
               "equal figures", "Fetch the file again; it may be incomplete."});
        }
      }
    }
  }

  // Units inside `unit` that have votes and contain no other such unit.
  [[nodiscard]] std::vector<std::string> smallest_below(const std::string& unit,
                                                        const NistCounts& counts) const {
    std::vector<std::string> smallest;
    for (const std::string& part : parts_below(unit)) {
      if (!counts.by_unit.contains(part)) continue;
      const auto inside = parts_below(part);
      const bool contains_another = std::any_of(inside.begin(), inside.end(), [&](const auto& id) {
        return counts.by_unit.contains(id);
      });
      if (!contains_another) smallest.push_back(part);
    }
    return smallest;
  }

  std::uint32_t unit_number(const std::string& id) {
    const NistUnit& unit = units_.at(id);
    returns_.has_units = true;
    return unit.type == "county" ? returns_.unit_of("", unit.name)
                                 : returns_.unit_of(unit.name, unit.county);
  }

  void read_turnout(const Json& election) {
    const std::uint32_t section = returns_.section_of("", "", kEveryContest);
    NistCounts ballots;
    for (const Json* counts : list_in(election, "BallotCounts")) {
      const std::string cast = text_in(*counts, "BallotsCast");
      if (cast.empty()) continue;
      enter(ballots, text_in(*counts, "GpUnitId"), text_in(*counts, "Type"), cast, "BallotCounts");
    }
    for (const auto& [unit, by_type] : ballots.by_unit) {
      returns_.add_figure(section, unit_number(unit), kBallots, "", votes_of(by_type), 0);
    }
    for (const auto& [unit, text] : registered_) {
      const auto number = figure_or_problem(text, place("GpUnit " + unit), problems_);
      if (number) returns_.add_figure(section, unit_number(unit), kRegistered, "", *number, 0);
    }
  }

  const std::string& file_;
  ReturnsTable& returns_;
  ProblemList& problems_;
  std::map<std::string, std::string> parties_;
  std::map<std::string, NistUnit> units_;
  std::map<std::string, std::string> registered_;
  std::map<std::string, std::pair<std::string, std::string>> candidates_;  // name, party
};

base::Result<ReturnsTable> read_report(const Json& report, const std::string& file,
                                       const char* format) {
  ReturnsTable returns;
  returns.file = file;
  returns.format = format;
  returns.naming = Naming::Names;
  ProblemList problems;
  NistReader(file, returns, problems).read(report);
  if (!problems.empty()) return problems.take();
  return returns;
}

base::Problem too_large(const std::string& file) {
  return {"file.too-large",
          {file, 0, ""},
          "more than 256 MiB of NIST SP 1500-100",
          "at most 256 MiB",
          "Split the file by jurisdiction, or use CSV."};
}

}  // namespace

base::Result<ReturnsTable> read_nist_json(std::string_view text, const std::string& file) {
  if (text.size() > kTreeBytesMax) return too_large(file);
  const auto report = base::parse_json(text, file);
  if (!report) return report.problems();
  if (text_in(*report, "@type") != "ElectionResults.ElectionReport") {
    return base::Problem{"nist.no-results",
                         {file, 0, "/@type"},
                         "JSON of the type " + quote(text_in(*report, "@type")),
                         "\"ElectionResults.ElectionReport\" (NIST SP 1500-100)",
                         "Use results in a format that docs/formats/returns.md lists."};
  }
  return read_report(*report, file, "NIST SP 1500-100 JSON");
}

base::Result<ReturnsTable> read_nist_xml(std::string_view bytes, const std::string& file) {
  if (bytes.size() > kTreeBytesMax) return too_large(file);
  const auto tree = nist_tree_of_xml(bytes, file);
  if (!tree) return tree.problems();
  const auto report = tree->find("ElectionReport");
  RECANVASS_CHECK(report != tree->end());
  return read_report(*report, file, "NIST SP 1500-100 XML");
}

}  // namespace recanvass::formats
