#include "formats/nist_results.h"

#include "base/json_lines.h"
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

// Internationalized text: the English one, else the first; plain text as it is. Without the spaces
// at both ends.
std::string words_in(const Json& node, const char* key) {
  const std::string plain(trimmed(text_in(node, key)));
  if (!plain.empty()) return plain;
  std::string first;
  for (const Json* translated : list_in(node, key)) {
    for (const Json* text : list_in(*translated, "Text")) {
      const std::string content =
          text->is_string() ? text->get<std::string>() : text_in(*text, "Content");
      if (text_in(*text, "Language").starts_with("en")) return std::string(trimmed(content));
      if (first.empty()) first = trimmed(content);
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

// XML has no truth values of its own.
bool is_true(const Json& node, const char* key) {
  const auto found = node.find(key);
  if (found == node.end()) return false;
  if (found->is_boolean()) return found->get<bool>();
  const std::string text = text_in(node, key);
  return text == "true" || text == "1";  // both are xs:boolean's truth
}

struct NistUnit {
  std::string name;
  std::string type;
  std::vector<std::string> parts;
  std::string county;  // name of the county that contains it
  bool is_readable = true;  // false: its name is reported
};

// Votes of one choice in one unit, by type of count and class of device.
struct NistCount {
  std::map<std::pair<std::string, std::string>, std::int64_t> parts;
  std::int64_t line = 0;  // of the first
  bool is_suppressed = false;
  bool is_unreadable = false;  // a count of it is reported as a problem

  [[nodiscard]] bool is_known() const { return !is_suppressed && !is_unreadable; }
  // As ReturnsTable::Figure has them.
  [[nodiscard]] std::int64_t figure() const {
    return is_unreadable ? kUnreadableVotes : is_suppressed ? kUnknownVotes : votes();
  }

  // A total stands for its parts, and a count without a class of device for those with one.
  [[nodiscard]] std::int64_t votes() const {
    for (const auto& [type, device] : {std::pair{true, false}, std::pair{true, true},
                                       std::pair{false, false}, std::pair{false, true}}) {
      std::int64_t sum = 0;
      bool found = false;
      for (const auto& [key, number] : parts) {
        if ((key.first == "total") != type || key.second.empty() == device) continue;
        sum += number;
        found = true;
      }
      if (found) return sum;
    }
    return 0;
  }
};

// Votes of one choice by unit, before the larger units are left out.
using NistCounts = std::map<std::string, NistCount>;

std::int64_t line_in(const Json& node) {
  if (!node.is_object()) return 0;
  const auto found = node.find(base::kLineMember);
  return found == node.end() ? 0 : found->get<std::int64_t>();
}

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
      if (day) returns_.election_day_line = line_in(*election);
      for (const Json* candidate : list_in(*election, "Candidate")) read_candidate(*candidate);
      const auto listed_contests = list_in(*election, "Contest");
      name_contests(listed_contests);
      for (std::size_t i = 0; i < listed_contests.size(); ++i) {
        read_contest(*listed_contests[i], contest_names_[i]);
      }
      contests += listed_contests.size();
      read_turnout(*election);
    }
    // Counts that could not be read are reported, each where it stands.
    if (contests == 0 || (returns_.figures.empty() && problems_.empty())) {
      returns_.has_lost_rows = true;
      problems_.add({"nist.no-results",
                     {file_, line_in(report), "Election/Contest"},
                     contests == 0 ? "no contest" : "contests without votes",
                     "contests with votes",
                     "Ask for the results, not the definition."});
    }
  }

 private:
  [[nodiscard]] base::Place place(const Json& node, const std::string& where) const {
    return {file_, line_in(node), where};
  }

  void read_unit(const Json& node) {
    NistUnit unit{words_in(node, "Name"), text_in(node, "Type"), ids_in(node, "ComposingGpUnitIds"),
                  "", true};
    const std::string id = text_in(node, "@id");
    if (unit.name.empty()) unit.name = id;
    unit.is_readable = check_name(unit.name, place(node, "GpUnit " + id), problems_);
    const std::string voters = text_in(node, "VotersRegistered");
    if (!voters.empty()) registered_[id] = {voters, line_in(node)};
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
    const std::string name = words_in(node, "BallotName");
    const bool is_readable = check_name(name, place(node, "Candidate " + id), problems_);
    candidates_[id] = {name, party_name(text_in(node, "PartyId")), is_readable};
  }

  [[nodiscard]] std::string party_name(const std::string& id) const {
    const auto found = parties_.find(id);
    return found == parties_.end() ? id : found->second;
  }

  // A pair on one ballot line has one name: "Jane Doe / John Roe".
  std::string choice_of(const Json& selection, const std::string& contest) {
    std::string name = words_in(selection, "Selection");
    std::string party;
    bool has_candidates = true;
    for (const std::string& id : ids_in(selection, "CandidateIds")) {
      const auto found = candidates_.find(id);
      if (found == candidates_.end()) {
        problems_.add({"nist.reference", place(selection, "Contest " + quote(contest)), quote(id),
                       "the id of a candidate in this file", "Fetch the file again."});
        has_candidates = false;
        continue;
      }
      has_candidates = has_candidates && found->second.is_readable;
      name += (name.empty() ? "" : " / ") + found->second.name;
      if (party.empty()) party = found->second.party;
    }
    if (!has_candidates) return std::string(kUnreadableChoice);
    for (const std::string& id : ids_in(selection, "EndorsementPartyIds")) party = party_name(id);
    if (name.empty()) {
      for (const std::string& id : ids_in(selection, "PartyIds")) name = party_name(id);
    }
    if (name.empty() && is_true(selection, "IsWriteIn")) return "Write-ins";
    return choice_key(name.empty() ? text_in(selection, "@id") : name, party);
  }

  // Contests of one name are told apart by the party of a primary, the district, or the id.
  void name_contests(const std::vector<const Json*>& contests) {
    // Appended where contests of one name differ by it.
    const auto append_where_it_tells = [&](const auto& more) {
      std::map<std::string, std::set<std::string>> offered;
      std::vector<std::string> texts;
      for (std::size_t i = 0; i < contests.size(); ++i) {
        texts.push_back(more(*contests[i]));
        offered[contest_names_[i]].insert(texts.back());
      }
      const std::vector<std::string> names = contest_names_;
      for (std::size_t i = 0; i < contests.size(); ++i) {
        if (offered[names[i]].size() > 1 && !texts[i].empty()) contest_names_[i] += ", " + texts[i];
      }
    };
    contest_names_.clear();
    for (const Json* contest : contests) {
      const std::string name = words_in(*contest, "Name");
      contest_names_.push_back(name.empty() ? text_in(*contest, "@id") : name);
    }
    append_where_it_tells([&](const Json& contest) {
      const auto parties = ids_in(contest, "PrimaryPartyIds");
      return parties.empty() ? std::string() : party_name(parties.front());
    });
    append_where_it_tells([&](const Json& contest) {
      const auto district = units_.find(text_in(contest, "ElectionDistrictId"));
      return district == units_.end() ? std::string() : district->second.name;
    });
    append_where_it_tells([](const Json& contest) { return text_in(contest, "@id"); });
  }

  void read_contest(const Json& contest, const std::string& name) {
    std::map<std::string, NistCounts> counts;
    has_lost_counts_ = false;
    for (const Json* selection : list_in(contest, "ContestSelection")) {
      NistCounts of_selection;
      for (const Json* votes : list_in(*selection, "VoteCounts")) {
        const std::string type = text_in(*votes, "Type");
        if (type == "seats" || is_later_round(*votes, name)) continue;
        enter(of_selection, *votes, {type, text_in(*votes, "DeviceClass")},
              text_in(*votes, "Count"), name, Repeats::Refused);
      }
      add_up(counts[choice_of(*selection, name)], of_selection);
    }
    for (const auto& [key, kind] : {std::pair{"Overvotes", std::string(kOvervotes)},
                                    std::pair{"Undervotes", std::string(kBlank)},
                                    std::pair{"WriteIns", std::string("Write-ins")}}) {
      NistCounts of_kind;
      for (const Json* other : list_in(contest, "OtherCounts")) {
        const std::string text = text_in(*other, key);
        if (text.empty()) continue;
        enter(of_kind, *other, {"total", text_in(*other, "DeviceClass")}, text, name,
              Repeats::Refused);
      }
      if (!of_kind.empty()) add_up(counts[kind], of_kind);
    }
    add_contest(name, text_in(contest, "ElectionDistrictId"), counts);
  }

  // Several lines of a ballot may have one name: two write-ins, a candidate of two parties.
  static void add_up(NistCounts& sum, const NistCounts& line) {
    for (const auto& [unit, added] : line) {
      NistCount& entered = sum[unit];
      if (entered.line == 0) entered.line = added.line;
      entered.is_suppressed = entered.is_suppressed || added.is_suppressed;
      entered.is_unreadable = entered.is_unreadable || added.is_unreadable;
      for (const auto& [part, votes] : added.parts) entered.parts[part] += votes;
    }
  }

  // Rounds of an instant runoff count the same ballots again.
  bool is_later_round(const Json& votes, const std::string& contest) {
    const std::string round = text_in(votes, "Round");
    if (round.empty() || round == "1") return false;
    if (!rounds_reported_.insert(contest).second) return true;
    problems_.add({"nist.rounds", place(votes, "Contest " + quote(contest)),
                   "counts of round " + round, "one count of each ballot",
                   "Returns are counts of votes; an instant runoff is tabulated from cast vote "
                   "records."});
    return true;
  }

  enum class Repeats { Refused, AddedUp };

  // `node` says the unit; `contest` is for messages.
  void enter(NistCounts& counts, const Json& node, const std::pair<std::string, std::string>& part,
             const std::string& text, const std::string& contest, Repeats repeats) {
    const std::string unit = text_in(node, "GpUnitId");
    const base::Place where = place(node, "Contest " + quote(contest));
    if (!units_.contains(unit)) {
      problems_.add({"nist.reference", where, quote(unit), "the id of a GpUnit in this file",
                     "Fetch the file again."});
      returns_.has_lost_rows = true;
      has_lost_counts_ = true;
      return;
    }
    NistCount& entered = counts[unit];
    if (entered.line == 0) entered.line = where.row;
    if (is_true(node, "IsSuppressedForPrivacy")) {
      entered.is_suppressed = true;
      return;
    }
    const auto number = figure_or_problem(text, where, problems_);
    if (!number) {
      entered.is_unreadable = true;
      return;
    }
    const auto [found, is_first] = entered.parts.try_emplace(part, 0);
    if (!is_first && repeats == Repeats::Refused) {
      problems_.add({"returns.duplicate-unit", where,
                     fmt::format("{} twice for one choice, of the type {}",
                                 quote(units_.at(unit).name), quote(part.first)),
                     "each unit, choice and type once", "Fetch the file again."});
      return;
    }
    found->second += *number;
  }

  // The contest's district holds all of its units, whether the file says so or not.
  void add_contest(const std::string& name, const std::string& district,
                   const std::map<std::string, NistCounts>& counts) {
    const std::uint32_t section = returns_.section_of("", "", name);
    for (const auto& [choice, by_choice] : counts) {
      for (const auto& [unit, entered] : by_choice) {
        const auto parts = smallest_below(unit, unit == district, by_choice);
        if (parts.empty()) {
          returns_.add_figure(section, unit_number(unit), choice, "", entered.figure(),
                              entered.line);
          continue;
        }
        std::int64_t below = 0;
        bool is_known = entered.is_known() && !has_lost_counts_ && choice != kUnreadableChoice;
        for (const std::string& part : parts) {
          below += by_choice.at(part).votes();
          is_known = is_known && by_choice.at(part).is_known();
        }
        if (!is_known || entered.votes() == below) continue;
        problems_.add(
            {"returns.total-differs",
             {file_, entered.line, "Contest " + quote(name)},
             fmt::format("{} for {} in {}, and {} when its parts are added up", entered.votes(),
                         quote(choice_name(choice)), quote(units_.at(unit).name), below),
             "equal figures",
             "Fetch the file again; it may be incomplete."});
      }
    }
  }

  // Units inside `unit` that have votes and contain no other such unit.
  [[nodiscard]] std::vector<std::string> smallest_below(const std::string& unit, bool holds_all,
                                                        const NistCounts& counts) const {
    std::set<std::string> below = parts_below(unit);
    if (holds_all) {
      for (const auto& [other, entered] : counts) {
        if (other != unit) below.insert(other);
      }
    }
    std::vector<std::string> smallest;
    for (const std::string& part : below) {
      if (!counts.contains(part)) continue;
      const auto inside = parts_below(part);
      const bool contains_another = std::any_of(
          inside.begin(), inside.end(), [&](const auto& id) { return counts.contains(id); });
      if (!contains_another) smallest.push_back(part);
    }
    return smallest;
  }

  std::uint32_t unit_number(const std::string& id) {
    const NistUnit& unit = units_.at(id);
    returns_.has_units = true;
    if (!unit.is_readable) return returns_.unreadable_unit_of(unit.name, unit.county);
    return unit.type == "county" ? returns_.unit_of("", unit.name)
                                 : returns_.unit_of(unit.name, unit.county);
  }

  void read_turnout(const Json& election) {
    const std::uint32_t section = returns_.section_of("", "", kEveryContest);
    NistCounts ballots;
    for (const Json* counts : list_in(election, "BallotCounts")) {
      const std::string cast = text_in(*counts, "BallotsCast");
      if (cast.empty()) continue;
      // The ballots of each party in a primary stand there without saying so.
      enter(ballots, *counts, {text_in(*counts, "Type"), text_in(*counts, "DeviceClass")}, cast,
            "BallotCounts", Repeats::AddedUp);
    }
    for (const auto& [unit, entered] : ballots) {
      if (entered.is_suppressed) continue;
      returns_.add_figure(section, unit_number(unit), kBallots, "", entered.figure(), entered.line);
    }
    for (const auto& [unit, voters] : registered_) {
      const std::int64_t number =
          figure_or_problem(voters.text, {file_, voters.line, "GpUnit " + unit}, problems_)
              .value_or(kUnreadableVotes);
      returns_.add_figure(section, unit_number(unit), kRegistered, "", number, voters.line);
    }
  }

  const std::string& file_;
  ReturnsTable& returns_;
  ProblemList& problems_;
  std::map<std::string, std::string> parties_;
  std::map<std::string, NistUnit> units_;
  struct Voters {
    std::string text;
    std::int64_t line = 0;
  };
  std::map<std::string, Voters> registered_;  // by unit
  struct NistCandidate {
    std::string name;
    std::string party;
    bool is_readable = true;  // false: the name is reported
  };
  std::map<std::string, NistCandidate> candidates_;
  bool has_lost_counts_ = false;  // of units that the file does not have, in this contest
  std::vector<std::string> contest_names_;  // of one election, in its order
  std::set<std::string> rounds_reported_;   // contests
};

ReturnsReading read_report(const Json& report, const std::string& file, const char* format) {
  ReturnsTable returns;
  returns.file = file;
  returns.format = format;
  returns.naming = Naming::Names;
  returns.votes_place = "Count";
  returns.choice_place = "ContestSelection";
  returns.county_place = "GpUnit";
  ProblemList problems;
  NistReader(file, returns, problems).read(report);
  if (!problems.empty()) return {std::move(returns), problems.take()};
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

ReturnsReading read_nist_json(std::string_view text, const std::string& file) {
  if (text.size() > kTreeBytesMax) return too_large(file);
  const auto report = base::parse_json_with_lines(text, file);
  if (!report) return report.problems();
  if (text_in(*report, "@type") != "ElectionResults.ElectionReport") {
    return base::Problem{"nist.no-results",
                         {file, 1, "/@type"},
                         "JSON of the type " + quote(text_in(*report, "@type")),
                         "\"ElectionResults.ElectionReport\" (NIST SP 1500-100)",
                         "Use results in a format that docs/formats/returns.md lists."};
  }
  return read_report(*report, file, "NIST SP 1500-100 JSON");
}

ReturnsReading read_nist_xml(std::string_view bytes, const std::string& file) {
  if (bytes.size() > kTreeBytesMax) return too_large(file);
  const auto tree = nist_tree_of_xml(bytes, file);
  if (!tree) return tree.problems();
  const auto report = tree->find("ElectionReport");
  RECANVASS_CHECK(report != tree->end());
  return read_report(*report, file, "NIST SP 1500-100 XML");
}

}  // namespace recanvass::formats
