#include "formats/raire_text.h"

#include "base/json.h"
#include "formats/csv_stream.h"
#include "formats/number.h"
#include "formats/table_file.h"
#include "formats/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::formats {
namespace {

using base::Json;
using election::Mark;
using election::MarkingTable;

constexpr std::size_t kContestLinesMax = 10'000;
constexpr std::size_t kJsonBytesMax = std::size_t{256} << 20U;
constexpr std::int64_t kBallotsMax = 50'000'000;
constexpr std::int64_t kPositionMax = 10'000'000;

bool is_whole_number(std::string_view text) {
  std::int64_t number = 0;
  return read_figure(text, number) == NumberFault::None;
}

class RaireTextFile {
 public:
  RaireTextFile(TableRows& rows, const std::string& name, CardReading& reading, ContestBook& book)
      : rows_(rows), name_(name), reading_(reading), book_(book), places_(reading.builder) {}

  void read() {
    if (!read_contests()) return;
    rows_.each_row([&] {
      if (!is_blank_row(rows_.fields())) read_ballot();
    });
    reading_.problems.add_all(rows_.problems());
    add_remarks(rows_, name_, reading_.remarks);
    add_cards();
  }

 private:
  // What one ballot says, where a file has several contests.
  struct Ballot {
    std::string id;
    std::int64_t row = 0;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> codes;
  };

  void refuse(const char* cause, std::string found, std::string wanted) {
    reading_.problems.add({cause,
                           {name_, rows_.line(), {}},
                           std::move(found),
                           std::move(wanted),
                           "Write the file again with the program that made it."});
  }
  [[nodiscard]] std::string_view field(std::size_t at) const { return trimmed(rows_.fields()[at]); }

  bool read_contests();
  bool read_contest();
  void read_ballot();
  void add_card(const Ballot& ballot);
  void add_cards();

  TableRows& rows_;
  const std::string& name_;
  CardReading& reading_;
  ContestBook& book_;
  CardPlaces places_;
  std::size_t contests_ = 0;
  std::vector<Ballot> ballots_;  // of several contests
  // tidy: order-free, looked up by id; the order is that of ballots_
  std::unordered_map<std::string, std::size_t> ballot_numbers_;
  std::vector<Mark> marks_;
};

bool RaireTextFile::read_contests() {
  std::int64_t contests = 0;
  const bool first = rows_.next();
  if (!first || read_figure(field(0), contests) != NumberFault::None || contests < 1 ||
      contests > static_cast<std::int64_t>(kContestLinesMax)) {
    if (rows_.problems().empty()) refuse("raire.contest", "no such line", "the number of contests");
    reading_.problems.add_all(rows_.problems());
    return false;
  }
  contests_ = static_cast<std::size_t>(contests);
  for (std::size_t i = 0; i < contests_; ++i) {
    if (!rows_.next() || !read_contest()) {
      if (rows_.problems().empty() && reading_.problems.empty()) {
        refuse("raire.contest", "the end of the file", fmt::format("{} contests", contests_));
      }
      reading_.problems.add_all(rows_.problems());
      return false;
    }
  }
  return true;
}

// "Contest,339,4,15,16,17,18,winner,15": whatever follows the choices is a claim about the result.
bool RaireTextFile::read_contest() {
  const auto fields = rows_.fields();
  std::int64_t choices = 0;
  const bool shaped = fields.size() > 3 && lower_case(field(0)) == "contest" &&
                      read_figure(field(2), choices) == NumberFault::None && choices > 0 &&
                      static_cast<std::size_t>(choices) + 3 <= fields.size();
  if (!shaped) {
    refuse("raire.contest",
           quote(fmt::format(
               "{}", fmt::join(fields.first(std::min<std::size_t>(fields.size(), 6)), ","))),
           "Contest,id,number of choices,choice,choice,...");
    return false;
  }
  const auto contest = book_.contest(field(1), field(1), 1, static_cast<std::int32_t>(choices));
  if (!contest) {
    refuse("raire.contest", "too many contests", "fewer contests");
    return false;
  }
  for (std::size_t i = 0; i < static_cast<std::size_t>(choices); ++i) {
    const std::string why = why_not_a_name(field(3 + i));
    if (!why.empty() || !book_.choice(*contest, field(3 + i), field(3 + i))) {
      refuse("raire.contest", why.empty() ? "too many choices" : "a choice that " + why,
             "choices with names");
      return false;
    }
  }
  const std::string id(field(1));
  ContestList list{id, id, 1, static_cast<std::int32_t>(choices), {}};
  for (std::size_t i = 0; i < static_cast<std::size_t>(choices); ++i) {
    list.choices.emplace_back(field(3 + i));
  }
  reading_.contest_lists.add(std::move(list), {name_, rows_.line(), {}}, reading_.problems);
  for (std::size_t i = 3 + static_cast<std::size_t>(choices); i < fields.size(); ++i) {
    if (lower_case(field(i)) == "winner") reading_.ignore("winners that the file names");
  }
  return true;
}

void RaireTextFile::read_ballot() {
  const auto fields = rows_.fields();
  const auto contest = fields.size() < 2 ? std::nullopt : book_.find(field(0));
  if (!contest || field(1).empty()) {
    return refuse("raire.ballot", quote(fields[0]), "the id of a contest, then that of a ballot");
  }
  marks_.clear();
  for (std::size_t i = 2; i < fields.size(); ++i) {
    if (field(i).empty()) continue;  // a rank that was skipped, or a comma at the end
    const auto choice = book_.find_choice(*contest, field(i));
    if (!choice) {
      refuse("raire.choice", quote(field(i)), "a choice of contest " + std::string(field(0)));
      return;
    }
    if (i - 1 > ContestBook::kChoicesMax) return refuse("raire.ballot", "too many ranks", "fewer");
    marks_.push_back({*choice, static_cast<std::uint16_t>(i - 1), 1});
  }
  const std::uint32_t code = code_of_marks(reading_.builder, *contest, marks_);
  if (contests_ == 1) return add_card({std::string(field(1)), rows_.line(), {{*contest, code}}});
  const auto [known, added] = ballot_numbers_.try_emplace(std::string(field(1)), ballots_.size());
  if (added) ballots_.push_back({std::string(field(1)), rows_.line(), {}});
  Ballot& ballot = ballots_[known->second];
  if (std::ranges::find(ballot.codes, *contest, &std::pair<std::uint32_t, std::uint32_t>::first) !=
      ballot.codes.end()) {
    return refuse("raire.ballot",
                  fmt::format("ballot {} twice, before in line {}", quote(ballot.id), ballot.row),
                  "each ballot once in a contest");
  }
  ballot.codes.emplace_back(*contest, code);
}

// "99813_1_16", as San Francisco's export was written: tabulator, batch, place in the batch. Any
// other id says nothing of where its paper lies.
struct RairePlace {
  std::string_view tabulator;
  std::string_view batch;
  std::uint32_t position = 0;
};

RairePlace place_in_id(std::string_view id) {
  const std::size_t last = id.rfind('_');
  if (last == std::string_view::npos || last == 0) return {};
  const std::size_t first = id.rfind('_', last - 1);
  if (first == std::string_view::npos || first == 0) return {};
  const std::string_view batch = id.substr(first + 1, last - first - 1);
  std::int64_t position = 0;
  const bool fits = is_whole_number(batch) &&
                    read_figure(id.substr(last + 1), position) == NumberFault::None &&
                    position >= 1 && position <= kPositionMax;
  if (!fits) return {};
  return {id.substr(0, first), batch, static_cast<std::uint32_t>(position)};
}

void RaireTextFile::add_card(const Ballot& ballot) {
  const RairePlace place = place_in_id(ballot.id);
  reading_.builder.add_card({places_.profile("", "", ""),
                             places_.batch(place.tabulator, place.batch),
                             place.position,
                             true,
                             ballot.id,
                             {}});
  reading_.origins.add(reading_.builder.cards() - 1, name_, ballot.row);
  for (const auto& [contest, code] : ballot.codes) reading_.builder.add_marking(contest, code);
}

void RaireTextFile::add_cards() {
  for (const Ballot& ballot : ballots_) add_card(ballot);
  ballots_.clear();
}

class RaireJsonFile {
 public:
  RaireJsonFile(const Json& json, const std::string& name, CardReading& reading, ContestBook& book,
                std::int64_t& ballots)
      : json_(json), name_(name), reading_(reading), book_(book), ballots_(ballots) {}

  void read() {
    const Json* candidates = member(json_, "metadata", "candidates");
    const Json* contest = member(json_, "metadata", "contest");
    if (candidates == nullptr || !candidates->is_array()) {
      return refuse("/metadata/candidates", "a list of names");
    }
    const std::string title = contest != nullptr && contest->is_string()
                                  ? contest->get<std::string>()
                                  : std::string(last_part(name_));
    if (book_.find(title)) return refuse("/metadata/contest", "a contest of no other file");
    const auto index =
        book_.contest(title, title, 1, static_cast<std::int32_t>(candidates->size()));
    if (!index) return refuse("/metadata/contest", "fewer contests");
    contest_ = *index;
    for (const Json& candidate : *candidates) {
      const std::string text = candidate.is_string() ? candidate.get<std::string>() : std::string();
      const bool known = book_.find_choice(contest_, text).has_value();
      if (known || !why_not_a_name(text).empty() || !book_.choice(contest_, text, text)) {
        return refuse("/metadata/candidates", "different names");
      }
    }
    read_votes();
  }

 private:
  static const Json* member(const Json& json, const char* outer, const char* inner) {
    if (!json.is_object() || !json.contains(outer) || !json.at(outer).is_object()) return nullptr;
    const auto found = json.at(outer).find(inner);
    return found == json.at(outer).end() ? nullptr : &*found;
  }
  void refuse(std::string pointer, std::string wanted) {
    reading_.problems.add({"raire.json",
                           {name_, 0, std::move(pointer)},
                           "something else",
                           std::move(wanted),
                           "Write the file again with the program that made it."});
  }
  void read_votes() {
    if (!json_.contains("votes") || !json_.at("votes").is_array()) {
      return refuse("/votes", "a list of rankings");
    }
    std::size_t at = 0;
    for (const Json& vote : json_.at("votes")) add_vote(vote, at++);
  }
  void add_vote(const Json& vote, std::size_t at);

  const Json& json_;
  const std::string& name_;
  CardReading& reading_;
  ContestBook& book_;
  std::int64_t& ballots_;
  std::uint32_t contest_ = 0;
};

void RaireJsonFile::add_vote(const Json& vote, std::size_t at) {
  const bool shaped = vote.is_object() && vote.contains("n") && vote.contains("prefs") &&
                      vote.at("n").is_number_integer() && vote.at("prefs").is_array();
  const std::int64_t ballots = shaped ? vote.at("n").get<std::int64_t>() : -1;
  if (ballots < 0 || ballots > kBallotsMax || (ballots_ += ballots) > kBallotsMax) {
    return refuse(fmt::format("/votes/{}", at), "\"n\", a number of ballots, and \"prefs\"");
  }
  std::vector<Mark> marks;
  const auto choices = reading_.builder.contest(contest_).choices.size();
  for (const Json& choice : vote.at("prefs")) {
    const bool known = choice.is_number_integer() && choice.get<std::int64_t>() >= 0 &&
                       choice.get<std::uint64_t>() < choices;
    if (!known || marks.size() >= ContestBook::kChoicesMax) {
      return refuse(fmt::format("/votes/{}/prefs/{}", at, marks.size()),
                    fmt::format("a candidate's number, 0 to {}", choices - 1));
    }
    marks.push_back({static_cast<election::ChoiceIndex>(choice.get<std::uint64_t>()),
                     static_cast<std::uint16_t>(marks.size() + 1), 1});
  }
  const std::uint32_t code = code_of_marks(reading_.builder, contest_, marks);
  CardPlaces places(reading_.builder);
  const std::uint32_t profile = places.profile("", "", "");
  const std::uint32_t batch = places.batch("", "");
  for (std::int64_t i = 0; i < ballots; ++i) {
    reading_.builder.add_card({profile, batch, 0, true, {}, {}});
    reading_.builder.add_marking(contest_, code);
  }
}

}  // namespace

bool is_raire_text(std::span<const std::vector<std::string>> rows) {
  return rows.size() > 1 && rows[0].size() == 1 && is_whole_number(rows[0][0]) &&
         rows[1].size() > 3 && lower_case(trimmed(rows[1][0])) == "contest";
}

void read_raire_text(const InputFiles& files, const std::vector<std::size_t>& which,
                     CardReading& reading) {
  ContestBook book(reading.builder);
  for (const std::size_t at : which) {
    auto rows = open_table(files, at, reading.executor);
    if (!rows) {
      reading.problems.add_all(rows.problems());
      continue;
    }
    RaireTextFile(*std::move(rows).value(), files.files()[at].name, reading, book).read();
  }
}

void read_raire_json(const InputFiles& files, const std::vector<std::size_t>& which,
                     CardReading& reading) {
  ContestBook book(reading.builder);
  std::int64_t ballots = 0;
  for (const std::size_t at : which) {
    const std::string& name = files.files()[at].name;
    const auto text = files.whole(at, kJsonBytesMax);
    if (!text) {
      reading.problems.add_all(text.problems());
      continue;
    }
    const auto json = base::parse_json(*text, name);
    if (!json) {
      reading.problems.add_all(json.problems());
      continue;
    }
    RaireJsonFile(*json, name, reading, book, ballots).read();
  }
}

}  // namespace recanvass::formats
