#include "formats/nist_cards.h"

#include "base/json_lines.h"
#include "formats/json_records.h"
#include "formats/nist_members.h"
#include "formats/nist_names.h"
#include "formats/nist_tree.h"
#include "formats/ordered_work.h"
#include "formats/seen_ids.h"
#include "formats/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <numeric>
#include <set>
#include <tuple>

namespace recanvass::formats {
namespace {

using base::Json;
using election::CardChoiceKind;
using election::Mark;
using election::MarkingState;

constexpr std::int64_t kUnitMax = 1'000'000;
constexpr std::int32_t kMarkVotesMax = 1'000'000'000;  // of one mark, in units

// "0.25" or "1/4" in lowest terms; no value: neither.
struct Fraction {
  std::int64_t over = 0;
  std::int64_t under = 1;
};

std::optional<std::int64_t> whole(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool read = error == std::errc{} && end == text.data() + text.size();
  return read && !text.starts_with('-') && number <= kUnitMax ? std::optional(number)
                                                              : std::nullopt;
}

std::optional<Fraction> fraction_of(std::string_view text) {
  const std::size_t slash = text.find('/');
  const std::size_t point = text.find('.');
  Fraction fraction;
  if (slash != std::string_view::npos) {
    const auto over = whole(text.substr(0, slash));
    const auto under = whole(text.substr(slash + 1));
    if (!over || !under || *under == 0) return std::nullopt;
    fraction = {*over, *under};
  } else if (point != std::string_view::npos) {
    const std::string_view places = text.substr(point + 1);
    const auto units = point == 0 ? std::optional<std::int64_t>(0) : whole(text.substr(0, point));
    const auto parts = whole(places);
    if (!units || !parts || places.size() > 6) return std::nullopt;
    for (std::size_t i = 0; i < places.size(); ++i) fraction.under *= 10;
    fraction.over = *units * fraction.under + *parts;
  } else {
    const auto units = whole(text);
    if (!units) return std::nullopt;
    fraction.over = *units;
  }
  const std::int64_t common = std::gcd(fraction.over, fraction.under);
  return Fraction{fraction.over / common, fraction.under / common};
}

bool has_item(const Json& object, const char* key, std::string_view wanted) {
  return std::ranges::any_of(items_of(object, key), [&](const Json* item) {
    return item->is_string() && lower_case(item->get<std::string>()) == wanted;
  });
}

bool says(const Json& object, const char* key, std::string_view wanted) {
  return lower_case(text_of(object, key)) == wanted;
}

// Gives the report's elements one by one, records by themselves and the rest by name.
using TakeElement = std::function<void(std::string_view member, const Json& element)>;

struct RecordPiece {
  std::string list;  // of JSON
};

void for_each_element_of_json(ByteSource& source, const std::string& name, const TakeElement& take,
                              CardReading& reading) {
  ProblemList& problems = reading.problems;
  JsonRecordCutter cutter(source, "CVR", name);
  bool whole = true;
  const auto fetch = [&](RecordPiece& piece) {
    const auto block = cutter.next();
    if (block) piece.list = block->list;
    return block.has_value();
  };
  const auto make = [&](RecordPiece& piece, std::optional<base::Result<Json>>& records) {
    records.emplace(base::parse_json(piece.list, name));
  };
  const auto take_records = [&](RecordPiece&, std::optional<base::Result<Json>>& records) {
    whole = records->ok();
    if (!whole) {
      problems.add_all(records->problems());
      return false;
    }
    for (const Json& record : **records) take("CVR", record);
    return true;
  };
  base::SerialExecutor one_thread;
  base::Executor& executor = reading.executor != nullptr ? *reading.executor : one_thread;
  OrderedWork<RecordPiece, std::optional<base::Result<Json>>>(executor).run(
      fetch, make, take_records, [](RecordPiece&) {});
  if (!whole) return;
  problems.add_all(cutter.problems());
  if (!cutter.problems().empty()) return;
  std::string_view envelope = cutter.envelope();
  if (envelope.starts_with("\xEF\xBB\xBF")) envelope.remove_prefix(3);
  const auto report = base::parse_json(envelope, name);
  if (!report) return problems.add_all(report.problems());
  for (const char* member : {"Election", "GpUnit", "Party", "ReportingDevice", "Version"}) {
    for (const Json* element : items_of(*report, member)) take(member, *element);
  }
}

// A line on which a name is written, as "Write In(152)" and "WI_323" are, or one without a name;
// not a person of whom it is said that the name was written.
bool is_written_line(const NistSelection& selection) {
  std::string_view name = trimmed(selection.name);
  while (!name.empty() &&
         std::string_view("()_0123456789 ").find(name.back()) != std::string_view::npos) {
    name.remove_suffix(1);
  }
  const bool line = selection.name == selection.id || lower_case(name) == "wi";
  return is_write_in_name(name) || (selection.write_in && line);
}

class NistReading {
 public:
  NistReading(NistSyntax syntax, CardReading& reading)
      : syntax_(syntax), reading_(reading), book_(reading.builder), places_(reading.builder) {}

  void learn(const InputFiles& files, std::size_t at);
  void compare_contests();
  void add_contests();
  bool add_selection(std::uint32_t contest, const NistSelection& selection, bool only_line);
  void read(const InputFiles& files, std::size_t at);
  void finish() {
    for (const auto& [contest, ranks] : ranks_) {
      reading_.builder.describe(contest, reading_.builder.contest(contest).vote_for, ranks);
    }
  }

 private:
  void for_each_element(const InputFiles& files, std::size_t at, const TakeElement& take);
  void learn_fractions(const Json& element);
  void add_record(const Json& record);
  [[nodiscard]] bool is_twice(const Json& record);
  [[nodiscard]] const Json* current_snapshot(const Json& record);
  void add_contest_marks(const Json& contest);
  bool take_selection(const Json& selection, std::uint32_t contest, bool overvoted);
  bool take_position(const Json& position, election::ChoiceIndex choice, std::string_view rank,
                     bool overvoted);
  bool add_votes(const Mark& mark);
  [[nodiscard]] std::optional<std::int32_t> votes_of(const Json& position);
  [[nodiscard]] std::optional<election::ChoiceIndex> choice_of(const Json& selection,
                                                               std::uint32_t contest);
  void refuse(const char* cause, std::string found, std::string wanted, bool of_record = true);
  // What an id stands for in this file, or else in another.
  using NameOf = std::string (NistNames::*)(const std::string& id) const;
  [[nodiscard]] std::string name_of(NameOf name, const std::string& id) {
    const std::string own = (own_names_[file_].*name)(id);
    return own == id ? (names_.*name)(id) : own;
  }

  NistSyntax syntax_;
  CardReading& reading_;
  ContestBook book_;
  CardPlaces places_;
  NistNames names_;
  std::map<std::string, NistNames> own_names_;  // of each file
  struct WrittenLines {
    std::optional<election::ChoiceIndex> choice;
    std::set<std::string> ids;  // of their selections
  };
  std::map<std::uint32_t, WrittenLines> written_;  // by contest
  std::int64_t unit_ = 1;
  std::map<std::uint32_t, std::int32_t> ranks_;
  std::string file_;
  std::int64_t record_ = 0;  // in the file, from 0
  std::int64_t line_ = 0;  // of the record, in XML
  std::string last_ballot_;
  SeenIds records_;  // of all files, with the device and the sheet
  SeenIds papers_;  // the same of ids that ballots had before they were cast
  std::uint32_t contest_ = 0;
  bool invalid_selection_ = false;
  std::vector<Mark> marks_;
  std::size_t marks_before_ = 0;  // of selections before the one that is read
};

void NistReading::refuse(const char* cause, std::string found, std::string wanted, bool of_record) {
  const std::string pointer =
      syntax_ == NistSyntax::Json && of_record ? fmt::format("/CVR/{}", record_) : std::string();
  reading_.problems.add({cause,
                         {file_, line_, pointer},
                         std::move(found),
                         std::move(wanted),
                         "Export the cast vote records again."});
}

void NistReading::for_each_element(const InputFiles& files, std::size_t at,
                                   const TakeElement& take) {
  file_ = files.files()[at].name;
  record_ = 0;
  line_ = 0;
  auto source = files.read(at);
  if (!source) return reading_.problems.add_all(source.problems());
  const auto opened = std::move(source).value();
  if (syntax_ == NistSyntax::Json) {
    return for_each_element_of_json(*opened, file_, take, reading_);
  }
  XmlRecords records([&](std::string_view name, const Json& element) { take(name, element); });
  reading_.problems.add_all(read_xml(*opened, file_, records));
}

// Every FractionalVotes anywhere in a record.
void NistReading::learn_fractions(const Json& element) {
  if (element.is_object() && element.contains("FractionalVotes")) {
    const auto fraction = fraction_of(text_of(element, "FractionalVotes"));
    const std::int64_t unit = fraction ? std::lcm(unit_, fraction->under) : kUnitMax + 1;
    if (unit > kUnitMax) {
      const Json& found = element.at("FractionalVotes");
      refuse("nist-cards.fraction",
             found.is_string() ? quote(found.get<std::string>()) : found.dump(),
             "texts like \"1/3\" or \"0.25\" with a common denominator up to 1,000,000");
    } else {
      unit_ = unit;
    }
  }
  if (!element.is_structured()) return;
  for (const Json& inner : element) learn_fractions(inner);
}

void NistReading::learn(const InputFiles& files, std::size_t at) {
  for_each_element(files, at, [&](std::string_view member, const Json& element) {
    const bool is_record = member == "CVR";
    if (const auto fault = fault_of_nist(member, element)) {
      refuse(is_record ? "nist-cards.record" : "nist-cards.member", fault->found, fault->wanted,
             is_record);
    }
    if (is_record) {
      learn_fractions(element);
      ++record_;
    } else {
      names_.add(std::string(member), element);
      own_names_[file_].add(std::string(member), element);
    }
  });
}

// Ids are a report's own: two reports may have given one to different contests.
void NistReading::compare_contests() {
  for (const auto& [file, names] : own_names_) {
    for (const NistContest& contest : names.contests()) {
      ContestList list{contest.id, contest.name, contest.votes_allowed, 0, {}};
      for (const NistSelection& selection : contest.selections) {
        list.choices.push_back(selection.id + " " + selection.name);
      }
      reading_.contest_lists.add(std::move(list), {file, 0, contest.id}, reading_.problems);
    }
  }
}

void NistReading::add_contests() {
  compare_contests();
  for (const NistContest& contest : names_.contests()) {
    const auto index = book_.contest(contest.id, contest.name, contest.votes_allowed, 0,
                                     static_cast<std::int32_t>(unit_));
    const std::string why = why_not_a_name(contest.id) + why_not_a_name(contest.name);
    if (!index || !why.empty()) {
      return refuse("nist-cards.name", why.empty() ? "too many contests" : "a name that " + why,
                    "contests with names");
    }
    const bool only_line = std::ranges::count_if(contest.selections, is_written_line) == 1;
    for (const NistSelection& selection : contest.selections) {
      const std::string fault = why_not_a_name(selection.id) + why_not_a_name(selection.name);
      if (!fault.empty() || !add_selection(*index, selection, only_line)) {
        return refuse("nist-cards.name",
                      fault.empty() ? "too many selections" : "a selection's name is " + fault,
                      "selections with names");
      }
    }
  }
}

// Lines on which names are written are one choice: nobody knows who stands on which. A line that is
// the only one is called as it is.
bool NistReading::add_selection(std::uint32_t contest, const NistSelection& selection,
                                bool only_line) {
  if (!is_written_line(selection)) {
    return book_.choice(contest, selection.id, selection.name).has_value();
  }
  WrittenLines& lines = written_[contest];
  if (!lines.choice) {
    const bool own_name = only_line && is_write_in_name(selection.name);
    lines.choice = book_.choice(contest, selection.id, own_name ? selection.name : "Write-in",
                                CardChoiceKind::WriteIn);
  }
  lines.ids.insert(selection.id);
  return lines.choice.has_value();
}

const Json* NistReading::current_snapshot(const Json& record) {
  const std::string current = text_of(record, "CurrentSnapshotId");
  const auto snapshots = items_of(record, "CVRSnapshot");
  const auto found = std::ranges::find_if(
      snapshots, [&](const Json* each) { return text_of(*each, "@id") == current; });
  if (found == snapshots.end() || current.empty()) {
    refuse("nist-cards.record", "no snapshot that is current",
           "a CVRSnapshot with the id that CurrentSnapshotId has");
    return nullptr;
  }
  const auto again = std::find_if(std::next(found), snapshots.end(), [&](const Json* each) {
    return text_of(*each, "@id") == current;
  });
  if (again != snapshots.end()) {
    refuse("nist-cards.record", "two snapshots called " + quote(current) + ", which is current",
           "one current snapshot");
    return nullptr;
  }
  reading_.ignore("snapshots that another replaced", snapshots.size() - 1);
  return *found;
}

std::optional<election::ChoiceIndex> NistReading::choice_of(const Json& selection,
                                                            std::uint32_t contest) {
  const std::string id = text_of(selection, "ContestSelectionId");
  const auto lines = written_.find(contest);
  const bool has_lines = lines != written_.end();
  if (has_lines && (id.empty() || lines->second.ids.contains(id))) return lines->second.choice;
  if (id.empty()) return book_.choice(contest, "write-in", "Write-in", CardChoiceKind::WriteIn);
  const auto known = book_.find_choice(contest, id);
  if (!known) {
    refuse("nist-cards.reference", "the selection " + quote(id),
           "a ContestSelection of contest " + reading_.builder.contest(contest).id.text);
  }
  return known;
}

std::optional<std::int32_t> NistReading::votes_of(const Json& position) {
  const std::string fraction_text = text_of(position, "FractionalVotes");
  const std::string number_text = text_of(position, "NumberVotes");
  const auto fraction =
      fraction_text.empty() ? Fraction{1, 1} : fraction_of(fraction_text).value_or(Fraction{0, 0});
  const auto number = number_text.empty() ? std::optional<std::int64_t>(1) : whole(number_text);
  if (!number || fraction.under == 0) {
    refuse("nist-cards.record", quote(number_text.empty() ? fraction_text : number_text),
           "a number of votes");
    return std::nullopt;
  }
  // FractionalVotes stands for the votes where it is given.
  const std::int64_t votes =
      fraction_text.empty() ? *number * unit_ : fraction.over * (unit_ / fraction.under);
  if (votes > kMarkVotesMax) {
    refuse("nist-cards.record", "more votes than can be", "a number of votes");
    return std::nullopt;
  }
  return static_cast<std::int32_t>(votes);
}

// False: the position was refused.
bool NistReading::take_position(const Json& position, election::ChoiceIndex choice,
                                std::string_view rank_text, bool overvoted) {
  const bool allowed = says(position, "IsAllocable", "yes");
  const bool indicated = says(position, "HasIndication", "yes") || allowed;
  const bool written = object_of(position, "CVRWriteIn") != nullptr;
  const bool barred = says(position, "IsAllocable", "no") ||
                      has_item(position, "Status", "invalidated-rules") ||
                      (invalid_selection_ && !written);
  if (!indicated || (barred && !overvoted)) {
    reading_.ignore(indicated ? "marks that may not be allocated" : "marks that are no indication");
    return true;
  }
  if (written && invalid_selection_) choice = election::kInvalidWriteIn;
  const auto votes = votes_of(position);
  if (!votes) return false;
  std::string own_rank = text_of(position, "Rank");
  if (own_rank.empty()) own_rank = rank_text;
  const std::uint32_t rank = position_of(own_rank);
  if (rank > 1000 || (rank == 0 && !own_rank.empty())) {
    refuse("nist-cards.record", "the rank " + quote(own_rank), "a rank from 1 to 1000");
    return false;
  }
  std::int32_t& ranks = ranks_[contest_];
  ranks = std::max(ranks, static_cast<std::int32_t>(rank));
  return add_votes({choice, static_cast<std::uint16_t>(rank), *votes});
}

// Positions of one selection are added up; another selection of the same choice is a vote twice,
// where the choice does not stand for written names. False: it was refused.
bool NistReading::add_votes(const Mark& mark) {
  const auto same = std::ranges::find_if(marks_, [&](const Mark& known) {
    return known.choice == mark.choice && known.rank == mark.rank;
  });
  if (same == marks_.end()) {
    if (mark.votes > 0) marks_.push_back(mark);
    return true;
  }
  const bool of_another = static_cast<std::size_t>(same - marks_.begin()) < marks_before_;
  if (of_another && !stands_for_written(reading_.builder, contest_, mark.choice)) {
    const auto& contest = reading_.builder.contest(contest_);
    refuse("nist-cards.record",
           fmt::format("two selections of {} in contest {}",
                       quote(contest.choices[mark.choice].id.text), quote(contest.id.text)),
           "each selection of a contest once");
    return false;
  }
  same->votes = std::min(same->votes, kMarkVotesMax) + mark.votes;
  return true;
}

bool NistReading::take_selection(const Json& selection, std::uint32_t contest, bool overvoted) {
  const auto choice = choice_of(selection, contest);
  if (!choice) return false;
  const std::string rank = text_of(selection, "Rank");
  invalid_selection_ = has_item(selection, "Status", "invalidated-rules");
  marks_before_ = marks_.size();
  for (const Json* position : items_of(selection, "SelectionPosition")) {
    if (!take_position(*position, *choice, rank, overvoted)) return false;
  }
  return true;
}

void NistReading::add_contest_marks(const Json& contest) {
  const std::string id = text_of(contest, "ContestId");
  const auto index = book_.find(id);
  if (!index) {
    return refuse("nist-cards.reference", "the contest " + quote(id), "a Contest of the Election");
  }
  contest_ = *index;
  marks_.clear();
  const bool overvoted =
      has_item(contest, "Status", "overvoted") || position_of(text_of(contest, "Overvotes")) > 0;
  for (const Json* selection : items_of(contest, "CVRContestSelection")) {
    if (!take_selection(*selection, *index, overvoted)) return;
  }
  if (!overvoted && has_item(contest, "Status", "invalidated-rules")) {
    reading_.ignore("contests that the device invalidated, read as blank");
    marks_.clear();
  }
  std::uint32_t code = code_of_marks(reading_.builder, *index, marks_);
  if (overvoted) {
    code = reading_.builder.markings(*index).code_of(MarkingState::Overvoted, marks_);
  }
  if (!reading_.builder.add_marking(*index, code)) {
    refuse("nist-cards.record", "the contest " + quote(id) + " twice", "each contest once");
  }
}

// UniqueId is a record's number among those of its device. BallotPrePrintedId is on all sheets of a
// ballot, and on no other.
bool NistReading::is_twice(const Json& record) {
  const std::string device = text_of(record, "CreatingDeviceId");
  const std::string sheet = text_of(record, "BallotSheetId");
  const std::string of_sheet = sheet.empty() || sheet == "1" ? "" : "\nsheet " + sheet;
  for (const auto& [member, seen, of_device] :
       {std::tuple{"UniqueId", &records_, true}, {"BallotPrePrintedId", &papers_, false}}) {
    const std::string id = text_of(record, member);
    if (id.empty()) continue;
    const std::string in_device = of_device && !device.empty() ? device + "\n" : std::string();
    if (seen->add(in_device + id + of_sheet)) continue;
    reading_.problems.add(
        {"nist-cards.twice",
         {file_, line_, syntax_ == NistSyntax::Json ? fmt::format("/CVR/{}", record_) : ""},
         fmt::format("{} {}{}", member, quote(id), of_sheet.empty() ? "" : ", sheet " + sheet),
         "one that no record before has",
         "Look whether a batch or a file was exported twice."});
    return true;
  }
  return false;
}

void NistReading::add_record(const Json& record) {
  line_ = record.is_object() && record.contains(base::kLineMember)
              ? record.at(base::kLineMember).get<std::int64_t>()
              : 0;
  const Json* snapshot = current_snapshot(record);
  if (snapshot == nullptr) return;
  const std::string unique_id = text_of(record, "UniqueId");
  const std::uint32_t sheet = position_of(text_of(record, "BallotSheetId"));
  // Sheets of one ballot have one id, of the record or, without one, of the paper.
  const std::string audit_id = text_of(record, "BallotAuditId");
  const std::string ballot = unique_id.empty() ? "paper " + audit_id : "record " + unique_id;
  const bool has_id = !unique_id.empty() || !audit_id.empty();
  const bool follows = sheet > 1 && has_id && ballot == last_ballot_;
  last_ballot_ = ballot;
  if (is_twice(record)) return;
  reading_.builder.add_card(
      {places_.profile(text_of(record, "BallotStyleId"),
                       name_of(&NistNames::place, text_of(record, "BallotStyleUnitId")), "",
                       says(*snapshot, "Type", "modified")),
       places_.batch(name_of(&NistNames::device, text_of(record, "CreatingDeviceId")),
                     text_of(record, "BatchId")),
       position_of(text_of(record, "BatchSequenceId")), !follows, audit_id, unique_id});
  reading_.origins.add(reading_.builder.cards() - 1, file_,
                       syntax_ == NistSyntax::Json ? record_ + 1 : line_);
  for (const Json* contest : items_of(*snapshot, "CVRContest")) add_contest_marks(*contest);
}

void NistReading::read(const InputFiles& files, std::size_t at) {
  for_each_element(files, at, [&](std::string_view member, const Json& element) {
    if (member != "CVR") return;
    add_record(element);
    ++record_;
  });
}

}  // namespace

void read_nist_cards(const InputFiles& files, const std::vector<std::size_t>& which,
                     NistSyntax syntax, CardReading& reading) {
  NistReading nist(syntax, reading);
  for (const std::size_t at : which) nist.learn(files, at);
  if (!reading.problems.empty()) return;
  nist.add_contests();
  if (!reading.problems.empty()) return;
  for (const std::size_t at : which) nist.read(files, at);
  nist.finish();
}

}  // namespace recanvass::formats
