#include "formats/hart_cards.h"

#include "base/json.h"
#include "base/json_lines.h"
#include "formats/nist_results.h"
#include "formats/nist_tree.h"
#include "formats/ordered_work.h"
#include "formats/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace recanvass::formats {
namespace {

using base::Json;
using election::CardChoiceKind;
using election::Mark;
using election::MarkingState;
using election::MarkingTable;

constexpr std::size_t kSheetBytes = std::size_t{16} << 20U;
constexpr std::size_t kRanksMax = 1000;
constexpr std::size_t kSheetsAtOnce = 64;

struct SheetFile {
  std::string name;
  base::Result<std::string> text;
};
using SheetFiles = std::vector<SheetFile>;
using SheetTrees = std::vector<base::Result<Json>>;

// What a reader takes from a record once, of whatever level; the lists in it are named by the
// element around them.
std::optional<std::string> repeated_in(const Json& element) {
  constexpr std::array<std::string_view, 16> kOnce = {
      "Cvr",         "Contests",   "BatchNumber",   "BatchSequence",
      "SheetNumber", "CvrGuid",    "Name",          "Id",
      "Options",     "Value",      "WriteInData",   "WriteInDataStatus",
      "Overvoted",   "Undervotes", "PrecinctSplit", "InvalidVote"};
  if (!element.is_structured()) return std::nullopt;
  for (const auto& [name, value] : element.items()) {
    const bool once = element.is_object() && std::ranges::find(kOnce, name) != kOnce.end();
    if (once && value.is_array()) return "two elements " + name;
    if (auto repeated = repeated_in(value)) return repeated;
  }
  return std::nullopt;
}

// Of an element that has others in it.
bool has_text(const Json& element, const char* key) { return !text_of(element, key).empty(); }

// Verity writes "<Overvoted/>" or "<Overvoted>true</Overvoted>"; "false" says that it is not so.
bool is_so(const Json& contest, const char* key) {
  return contest.contains(key) && lower_case(text_of(contest, key)) != "false";
}

class HartReading {
 public:
  explicit HartReading(CardReading& reading)
      : reading_(reading), book_(reading.builder), places_(reading.builder) {}

  void read_file(const base::Result<Json>& tree, const std::string& name);
  void finish();

 private:
  void read_contest(const Json& contest);
  void learn_votes(const Json& contest, std::uint32_t index);
  void learn_places(std::uint32_t index);
  void remark_on_places();
  bool take_option(const Json& option, std::uint32_t contest);
  [[nodiscard]] std::optional<std::uint32_t> contest_of(const Json& contest);
  void refuse(const Json& at, std::string found, std::string wanted);

  CardReading& reading_;
  ContestBook book_;
  CardPlaces places_;
  // An option of a contest as it was first seen.
  struct KnownOption {
    std::string name;
    std::string file;
  };
  [[nodiscard]] bool is_as_before(const Json& option, std::uint32_t contest, const std::string& id,
                                  const std::string& name);

  std::map<std::string, std::string> names_by_id_;  // the first name that an id had
  std::map<std::pair<std::uint32_t, std::string>, KnownOption> options_;
  std::map<std::uint32_t, std::int32_t> ranks_;
  // Votes and undervotes together, as the sheets of a contest have them.
  struct VotesSaid {
    std::int32_t allowed = 0;
    bool differ = false;
    bool marked = false;  // some sheet has a mark
  };
  std::map<std::uint32_t, VotesSaid> votes_;
  // Sheets of a contest with marks, and those on which a choice is marked at several places.
  struct PlacesSaid {
    std::uint64_t marked = 0;
    std::uint64_t again = 0;
  };
  std::map<std::uint32_t, PlacesSaid> places_said_;
  std::map<std::pair<std::string, std::uint32_t>, std::string> sheets_;  // files, by id and sheet
  std::string name_;
  std::vector<Mark> marks_;
};

void HartReading::refuse(const Json& at, std::string found, std::string wanted) {
  std::int64_t line = 0;
  if (at.is_object() && at.contains(base::kLineMember)) {
    line = at.at(base::kLineMember).get<std::int64_t>();
  }
  reading_.problems.add({"hart.record",
                         {name_, line, {}},
                         std::move(found),
                         std::move(wanted),
                         "Export the cast vote records again."});
}

std::optional<std::uint32_t> HartReading::contest_of(const Json& contest) {
  const std::string name(trimmed(text_of(contest, "Name")));
  const std::string id = text_of(contest, "Id");
  const std::string why = why_not_a_name(name);
  if (!why.empty() || id.empty()) {
    refuse(contest, id.empty() ? "a contest without an id" : "a contest's name that " + why,
           "a contest with Name and Id");
    return std::nullopt;
  }
  const std::string& first = names_by_id_.emplace(id, name).first->second;
  const auto index = book_.contest(first == name ? id : id + " " + name, name, 0, 0);
  if (!index) refuse(contest, "too many contests", "fewer contests");
  return index;
}

// False: the id stood for another name on another sheet.
bool HartReading::is_as_before(const Json& option, std::uint32_t contest, const std::string& id,
                               const std::string& name) {
  const auto known = options_.try_emplace({contest, id}, KnownOption{name, name_}).first->second;
  if (known.name == name) return true;
  refuse(option, fmt::format("option {} for {}", quote(id), quote(name)),
         fmt::format("{}, as {} has it", quote(known.name), known.file));
  return false;
}

// False: the option was refused.
bool HartReading::take_option(const Json& option, std::uint32_t contest) {
  const std::string value = text_of(option, "Value");
  const bool digits = !value.empty() && value.size() <= kRanksMax &&
                      value.find_first_not_of("01") == std::string::npos;
  if (!digits) {
    refuse(option, "the value " + quote(value), "1, or a 0 or 1 for each rank");
    return false;
  }
  const Json* written = object_of(option, "WriteInData");
  const bool rejected =
      written != nullptr && lower_case(text_of(*written, "WriteInDataStatus")) == "rejected";
  election::ChoiceIndex choice = election::kInvalidWriteIn;
  if (!rejected) {
    std::string name(trimmed(text_of(option, "Name")));
    std::string id = text_of(option, "Id");
    const bool unnamed = name.empty();
    if (unnamed) id = name = "Write-in";
    const std::string why = why_not_a_name(name);
    const auto added =
        why.empty() ? book_.choice(contest, id.empty() ? name : id, name,
                                   unnamed || is_write_in_name(name) ? CardChoiceKind::WriteIn
                                                                     : CardChoiceKind::Named)
                    : std::nullopt;
    if (!added) {
      refuse(option, why.empty() ? "too many choices" : "a name that " + why, "an option's name");
      return false;
    }
    if (!is_as_before(option, contest, id.empty() ? name : id, name)) return false;
    choice = *added;
  }
  const bool ranked = value.size() > 1;
  if (ranked) {
    std::int32_t& ranks = ranks_[contest];
    ranks = std::max(ranks, static_cast<std::int32_t>(value.size()));
  }
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] != '1') continue;
    const auto rank = static_cast<std::uint16_t>(ranked ? i + 1 : 0);
    if (!add_mark(reading_.builder, contest, {choice, rank, 1}, marks_)) {
      refuse(option, "an option marked twice: " + quote(text_of(option, "Name")),
             "each option of a contest once");
      return false;
    }
  }
  return true;
}

// What a voter did not use is an undervote: with the marks it says how many votes are allowed.
void HartReading::learn_votes(const Json& contest, std::uint32_t index) {
  VotesSaid& said = votes_[index];
  said.marked = said.marked || !marks_.empty();
  const std::uint32_t unused = position_of(text_of(contest, "Undervotes"));
  if (unused == 0 || unused > 1000) return;
  std::int32_t allowed = static_cast<std::int32_t>(unused);
  for (const Mark& mark : marks_) allowed += mark.votes;
  said.differ = said.differ || (said.allowed != 0 && said.allowed != allowed);
  said.allowed = allowed;
}

// "1100" is a choice ranked twice, or, in cumulative voting, two votes: the export does not say.
void HartReading::learn_places(std::uint32_t index) {
  if (marks_.empty()) return;
  PlacesSaid& said = places_said_[index];
  ++said.marked;
  std::vector<election::ChoiceIndex> choices;
  for (const Mark& mark : marks_) {
    if (mark.rank > 0 && mark.choice < election::kChoiceLimit) choices.push_back(mark.choice);
  }
  std::ranges::sort(choices);
  said.again += std::ranges::adjacent_find(choices) != choices.end() ? 1U : 0U;
}

void HartReading::remark_on_places() {
  for (const auto& [contest, said] : places_said_) {
    if (said.again == 0) continue;
    reading_.remarks.push_back(fmt::format(
        "{}: on {} of its {} marked sheets one choice is marked at several places, which are read "
        "as ranks. If each place is a vote (cumulative voting), count by the rule cumulative: the "
        "export does not say which it is",
        quote(reading_.builder.contest(contest).name), said.again, said.marked));
  }
}

void HartReading::finish() {
  remark_on_places();
  for (const auto& [contest, ranks] : ranks_) reading_.builder.describe(contest, 0, ranks);
  for (const auto& [contest, said] : votes_) {
    // Unused ranks are undervotes as well, and without a mark nobody knows which they are.
    const bool clear = !said.differ && (said.marked || said.allowed == 1);
    if (clear && !ranks_.contains(contest)) {
      reading_.builder.describe(contest, said.allowed, 0);
    }
  }
}

void HartReading::read_contest(const Json& contest) {
  const auto index = contest_of(contest);
  if (!index) return;
  marks_.clear();
  if (has_text(contest, "Options")) {
    return refuse(contest, "Options with a text in it", "elements Option");
  }
  if (const Json* options = object_of(contest, "Options")) {
    for (const Json* option : items_of(*options, "Option")) {
      if (!take_option(*option, *index)) return;
    }
  }
  if (contest.contains("InvalidStraightPartyVote")) {
    reading_.ignore("straight-party marks that are invalid");
  }
  if (!is_so(contest, "Overvoted")) learn_votes(contest, *index);
  if (is_so(contest, "InvalidVote")) {
    // An open primary: a ballot voted in contests of two parties counts in none of them.
    reading_.ignore("contests whose votes Verity calls invalid, read as blank");
    marks_.clear();
  }
  learn_places(*index);
  std::uint32_t code = code_of_marks(reading_.builder, *index, marks_);
  if (is_so(contest, "Overvoted")) {
    code = reading_.builder.markings(*index).code_of(MarkingState::Overvoted, marks_);
  }
  if (!reading_.builder.add_marking(*index, code)) {
    refuse(contest, "a contest twice on one sheet", "each contest once");
  }
}

void HartReading::read_file(const base::Result<Json>& tree, const std::string& name) {
  name_ = name;
  if (!tree) return reading_.problems.add_all(tree.problems());
  if (const auto repeated = repeated_in(*tree)) {
    return refuse(*tree, *repeated, "each of them once");
  }
  const Json* record = object_of(*tree, "Cvr");
  // An empty element, of a sheet without a contest, is no object.
  if (record == nullptr || !record->contains("Contests")) {
    return refuse(*tree, "no Contests in a Cvr", "a cast vote record of Hart Verity");
  }
  if (has_text(*record, "Contests")) {
    return refuse(*record, "Contests with a text in it", "elements Contest");
  }
  const Json* split = object_of(*record, "PrecinctSplit");
  const std::uint32_t sheet = position_of(text_of(*record, "SheetNumber"));
  const std::string guid = text_of(*record, "CvrGuid");
  const auto [seen, is_new] = sheets_.try_emplace({guid, sheet}, name);
  if (!is_new && !guid.empty()) {
    reading_.problems.add(
        {"cards.twice",
         {name, 0, {}},
         fmt::format("sheet {} of {}, which {} is", sheet, quote(guid), seen->second),
         "each sheet once",
         "Look whether a batch or a file was exported twice."});
    return;
  }
  reading_.builder.add_card(
      {places_.profile("", split == nullptr ? "" : text_of(*split, "Name"), ""),
       places_.batch("", text_of(*record, "BatchNumber")),
       position_of(text_of(*record, "BatchSequence")),
       sheet <= 1,
       guid,
       {}});
  reading_.origins.add_file(reading_.builder.cards() - 1, name);
  for (const Json* contest : items_of(record->at("Contests"), "Contest")) read_contest(*contest);
}

}  // namespace

void read_hart_cards(const InputFiles& files, const std::vector<std::size_t>& which,
                     CardReading& reading) {
  HartReading hart(reading);
  std::size_t next = 0;
  const auto fetch = [&](SheetFiles& sheets) {
    sheets.clear();
    for (; next < which.size() && sheets.size() < kSheetsAtOnce; ++next) {
      sheets.push_back({files.files()[which[next]].name, files.whole(which[next], kSheetBytes)});
    }
    return !sheets.empty();
  };
  const auto make = [](SheetFiles& sheets, SheetTrees& trees) {
    trees.clear();
    for (const SheetFile& sheet : sheets) {
      trees.push_back(sheet.text ? nist_tree_of_xml(*sheet.text, sheet.name)
                                 : base::Result<Json>(sheet.text.problems()));
    }
  };
  const auto take = [&](SheetFiles& sheets, SheetTrees& trees) {
    for (std::size_t i = 0; i < sheets.size(); ++i) hart.read_file(trees[i], sheets[i].name);
    return true;
  };
  base::SerialExecutor one_thread;
  base::Executor& executor = reading.executor != nullptr ? *reading.executor : one_thread;
  OrderedWork<SheetFiles, SheetTrees>(executor).run(fetch, make, take, [](SheetFiles&) {});
  hart.finish();
}

}  // namespace recanvass::formats
