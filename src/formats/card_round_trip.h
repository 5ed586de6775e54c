// For tests only: cards written in a format, read again, and compared with what they were, so that
// whatever reads otherwise must have been counted as what the format cannot say.
#pragma once

#include "election/card_builder.h"
#include "formats/card_facts.h"
#include "formats/card_formats.h"
#include "formats/card_import_fixture.h"
#include "formats/text.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <set>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

namespace recanvass::formats {

/// A folder of a test's own, gone at its end.
class TripFolder {
 public:
  TripFolder() {
    static std::atomic<int> number{0};
    path_ = std::filesystem::temp_directory_path() /
            fmt::format("card-trip-{}-{}", ::getpid(), ++number);
    std::filesystem::create_directories(path_);
  }
  ~TripFolder() { std::filesystem::remove_all(path_); }
  TripFolder(const TripFolder&) = delete;
  TripFolder& operator=(const TripFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// What a card says in a contest, in words that do not depend on units: "over: Ada + 2 Ben*1/2".
/// `Numbers`: choices by their place in the list, for formats that lose names.
enum class Call { Names, Numbers };
inline std::string said_in_words(const election::CardStore& store, std::uint32_t contest,
                                 const election::MarkingView& marking, Call call) {
  const election::CardContest& about = store.contests()[contest];
  std::set<std::string> marks;
  std::vector<election::Mark> added;  // several written names may be one mark of as many votes
  for (const election::Mark& mark : marking.marks) {
    const auto same = std::ranges::find_if(added, [&](const election::Mark& known) {
      return known.choice == mark.choice && known.rank == mark.rank;
    });
    if (same == added.end()) {
      added.push_back(mark);
    } else {
      same->votes += mark.votes;
    }
  }
  for (const election::Mark& mark : added) {
    std::string text = mark.rank == 0 ? std::string() : fmt::format("{} ", mark.rank);
    text += mark.choice == election::kInvalidWriteIn  ? "(invalid)"
            : mark.choice == election::kOvervotedRank ? "(several)"
            : call == Call::Names                     ? about.choices[mark.choice].name
                                                      : fmt::format("choice {}", mark.choice);
    if (mark.votes != about.vote_unit) {
      text += fmt::format("*{}", static_cast<double>(mark.votes) / about.vote_unit);
    }
    marks.insert(text);
  }
  const std::string list = fmt::format("{}", fmt::join(marks, " + "));
  if (marking.state == election::MarkingState::Marked && has_too_many_marks(about, marking)) {
    return "over: " + list;
  }
  switch (marking.state) {
    case election::MarkingState::Marked: return list;
    case election::MarkingState::Blank: return "blank";
    case election::MarkingState::Overvoted: return "over: " + list;
    case election::MarkingState::Redacted: return "redacted";
  }
  return "?";
}

/// How often each thing is said in each contest, by the contest's name or number.
using Sayings = std::map<std::pair<std::string, std::string>, std::int64_t>;
inline Sayings sayings_of(const election::CardStore& store, Call call) {
  Sayings sayings;
  for (const auto& chunk : store.chunks()) {
    for (const auto& column : chunk.columns()) {
      const auto& contest = store.contests()[column.contest];
      const std::string name =
          call == Call::Names ? contest.name : fmt::format("{}", contest.id.text);
      for (std::uint32_t row = 0; row < column.codes.size(); ++row) {
        const auto view = store.markings(column.contest).at(column.codes[row]);
        ++sayings[{name, said_in_words(store, column.contest, view, call)}];
      }
    }
  }
  return sayings;
}

/// How many things are said in one of two stores and not in the other.
inline std::int64_t different_sayings(const Sayings& left, const Sayings& right) {
  std::int64_t only_left = 0;
  std::int64_t only_right = 0;
  for (const auto& [said, times] : left) {
    const auto found = right.find(said);
    only_left += std::max<std::int64_t>(0, times - (found == right.end() ? 0 : found->second));
  }
  for (const auto& [said, times] : right) {
    const auto found = left.find(said);
    only_right += std::max<std::int64_t>(0, times - (found == left.end() ? 0 : found->second));
  }
  return std::max(only_left, only_right);
}

/// The losses that concern what cards say, not where they lie or what things are called.
inline std::int64_t lost_sayings(const WrittenCards& written) {
  std::int64_t lost = 0;
  for (const char* words :
       {"withheld contests of cards", "overvotes, which stand there as marks alone",
        "marks of overvoted contests", "written names that count for nobody",
        "ranks at which several choices were marked", "marks of other than one vote",
        "marks at ranks beyond those of the contest",
        "overvotes whose marks are not known (the first choices are marked for them)",
        "overvotes that no marks could say without being votes (written as blank)",
        "rankings that end at a rank with several choices", "choices at a second rank",
        "rankings with skipped ranks (closed up)",
        "cells of one contest that read as contests of their own"}) {
    const auto found = written.unsayable.find(words);
    if (found != written.unsayable.end()) lost += static_cast<std::int64_t>(found->second);
  }
  return lost;
}

/// Writes a store; a test that cannot go on without it stops.
inline WrittenCards write_trip(const election::CardStore& store, CardFormat format,
                               const std::filesystem::path& path) {
  auto written = write_cards(store, format, path, "An \"election\" & more");
  if (!written) fmt::print(stderr, "{}\n", base::sentences(written.problems()));
  RECANVASS_CHECK(written.ok());
  return std::move(written).value();
}

/// What a format that is one file makes of a store.
inline std::string text_of_export(const election::CardStore& store, CardFormat format) {
  const TripFolder folder;
  write_trip(store, format, folder.path() / "out");
  return *read_bytes(folder.path() / "out", "out");
}

/// 72 cards. Contests and choices have numbers for ids and hard names; the cards say everything
/// that can be said.
inline election::CardStore every_kind_of_card() {
  using election::Mark;
  using election::MarkingState;
  using election::MarkingTable;
  election::CardStoreBuilder builder;
  using enum election::CardChoiceKind;
  builder.add_contest(
      {{"1"},
       "Mayor, \"City\" <&>",
       1,
       0,
       1,
       {{{"11"}, "Ada; A.", Named}, {{"12"}, "Ben \"B\"", Named}, {{"13"}, "Write-in", WriteIn}}});
  builder.add_contest({{"2"},
                       "Council",
                       2,
                       0,
                       1,
                       {{{"21"}, "Cy", Named}, {{"22"}, "Di", Named}, {{"23"}, "Ed", Named}}});
  builder.add_contest({{"3"},
                       "Sheriff ranked",
                       1,
                       3,
                       1,
                       {{{"31"}, "Fay", Named}, {{"32"}, "Gus", Named}, {{"33"}, "Hal", Named}}});
  const auto marks = [&](std::uint32_t contest, MarkingState state, std::vector<Mark> list) {
    return builder.markings(contest).code_of(state, list);
  };
  const std::vector<std::uint32_t> mayor = {
      builder.markings(0).code_of_one(0, 0),
      builder.markings(0).code_of_one(1, 0),
      builder.markings(0).code_of_one(2, 0),
      MarkingTable::kBlank,
      MarkingTable::kOvervoted,
      MarkingTable::kRedacted,
      MarkingTable::kInvalid,
      marks(0, MarkingState::Overvoted, {{0, 0, 1}, {1, 0, 1}})};
  const std::vector<std::uint32_t> council = {
      marks(1, MarkingState::Marked, {{0, 0, 1}, {1, 0, 1}}),
      marks(1, MarkingState::Marked, {{1, 0, 1}, {2, 0, 1}}), builder.markings(1).code_of_one(1, 0),
      MarkingTable::kBlank, marks(1, MarkingState::Overvoted, {{0, 0, 1}, {1, 0, 1}, {2, 0, 1}})};
  const std::vector<std::uint32_t> sheriff = {
      marks(2, MarkingState::Marked, {{0, 1, 1}, {1, 2, 1}, {2, 3, 1}}),
      marks(2, MarkingState::Marked, {{2, 1, 1}, {0, 3, 1}}),
      marks(2, MarkingState::Marked, {{1, 1, 1}, {1, 2, 1}}),
      marks(2, MarkingState::Marked, {{0, 1, 1}, {1, 1, 1}}),
      marks(2, MarkingState::Marked, {{0, 1, 1}, {election::kOvervotedRank, 2, 1}}),
      MarkingTable::kBlank,
      builder.markings(2).code_of_one(0, 1),
      builder.markings(2).code_of_one(1, 1),
      builder.markings(2).code_of_one(2, 1)};
  const std::uint32_t batch = builder.batch(builder.tabulator("7"), "4");
  const std::uint32_t plain =
      builder.profile({builder.style("Style, 1"), builder.precinct("Ward 1"),
                       builder.counting_group("Mail"), false});
  const std::uint32_t changed =
      builder.profile({builder.style("Style, 1"), builder.precinct("Ward & 2"),
                       builder.counting_group("Mail"), true});
  for (std::uint32_t i = 0; i < 72; ++i) {
    builder.add_card({i % 9 == 8 ? changed : plain, batch, i + 1, i % 6 != 5,
                      fmt::format("7-4-{}", i + 1), fmt::format("{}", i + 1)});
    if (i % 10 != 9) builder.add_marking(0, mayor[i % mayor.size()]);
    if (i % 4 != 3) builder.add_marking(1, council[i % council.size()]);
    if (i % 3 != 2) builder.add_marking(2, sheriff[i % sheriff.size()]);
  }
  return builder.finish();
}

/// Three cards of two contests: a vote and a ranking; a blank contest and an overvote; and a card
/// that carries neither, the second sheet of its ballot.
inline election::CardStore three_cards() {
  using election::Mark;
  using election::MarkingState;
  using election::MarkingTable;
  using enum election::CardChoiceKind;
  election::CardStoreBuilder builder;
  builder.add_contest(
      {{"1"},
       "Mayor, City",
       2,
       0,
       1,
       {{{"11"}, "Ada", Named}, {{"12"}, "Ben", Named}, {{"13"}, "Write-in", WriteIn}}});
  builder.add_contest(
      {{"2"}, "Sheriff", 1, 2, 1, {{{"21"}, "Cy: C.", Named}, {{"22"}, "Di", Named}}});
  const std::uint32_t batch = builder.batch(builder.tabulator("7"), "4");
  const std::uint32_t profile = builder.profile(
      {builder.style("S"), builder.precinct("P & Q"), builder.counting_group("Mail"), false});
  builder.add_card({profile, batch, 1, true, "7-4-1", "a"});
  builder.add_marking(0, builder.markings(0).code_of(MarkingState::Marked,
                                                     std::vector<Mark>{{1, 0, 1}, {2, 0, 1}}));
  builder.add_marking(1, builder.markings(1).code_of(MarkingState::Marked,
                                                     std::vector<Mark>{{1, 1, 1}, {0, 2, 1}}));
  builder.add_card({profile, batch, 2, true, "7-4-2", "b"});
  builder.add_marking(0, MarkingTable::kBlank);
  builder.add_marking(1, MarkingTable::kOvervoted);
  builder.add_card({profile, batch, 3, false, "7-4-3", "b"});
  return builder.finish();
}

}  // namespace recanvass::formats
