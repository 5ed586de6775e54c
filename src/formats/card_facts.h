// Cards as writers of exports need them: where each lies and whose it is, in texts, one card after
// another over all parts; and a list of what a format had no way to say.
// Used by the writers that formats/card_formats.h names.
#pragma once

#include "election/card_store.h"

#include <cstdint>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::formats {

struct CardFacts {
  std::string_view tabulator;
  std::string_view batch;
  std::string_view style;
  std::string_view precinct;
  std::string_view counting_group;
  std::uint32_t position = 0;  ///< in the batch, from 1; 0: not known
  std::uint32_t sheet = 1;     ///< of its ballot, from 1
  bool adjudicated = false;
  std::string imprinted_id;
  std::string record_id;
};

/// A part of CardFacts that a format has a place for.
enum class CardFact : std::uint8_t {
  Tabulator,
  Batch,
  Position,
  ImprintedId,
  RecordId,
  Sheet,
  Style,
  Precinct,
  CountingGroup,
  Adjudicated,
};

/// What a format has a place for in what is said of a contest.
enum class ContestFact : std::uint8_t {
  ContestIds,
  ChoiceIds,
  VoteFor,
  VoteForUnknown,  ///< it can leave out how many choices may be marked
  Ranks,           ///< how many ranks there are
  WriteInKind,     ///< which choice stands for written names
};

/// Counts what was not written. Every loss has one name in all formats.
class LossList {
 public:
  LossList(std::initializer_list<CardFact> cards, std::initializer_list<ContestFact> contests);

  void add(std::string_view words, std::uint64_t times = 1);
  /// What is known of a card and has no place.
  void add_card(const CardFacts& facts);
  void add_contests(const std::vector<election::CardContest>& contests);
  /// The contests' names, and those of a contest's choices, where they differ; else with the id in
  /// brackets behind those that are the same, or that are one of `reserved`, which is counted.
  [[nodiscard]] std::vector<std::string> contest_names(
      const std::vector<election::CardContest>& contests);
  [[nodiscard]] std::vector<std::string> choice_names(
      const election::CardContest& contest, std::initializer_list<std::string_view> reserved = {});
  /// The text as a field of CSV; where a spreadsheet might compute it, an apostrophe stands before
  /// it and is counted.
  [[nodiscard]] std::string csv_cell(std::string_view text);
  /// Whether the format can say which cards are one ballot.
  [[nodiscard]] bool keeps_sheets() const;
  /// Totals that stand for withheld cards.
  void add_redacted(const election::CardStore& part);
  [[nodiscard]] std::map<std::string, std::uint64_t> take() { return std::move(losses_); }

 private:
  unsigned lost_cards_;
  unsigned lost_contests_;
  std::map<std::string, std::uint64_t> losses_;
};

/// The names of losses of what cards say, which writers share.
inline constexpr const char* kLostRedacted = "withheld contests of cards";
inline constexpr const char* kLostVoteFor = "how many choices may be marked in a contest";
inline constexpr const char* kLostVoteForUnknown =
    "contests of which it is not known how many choices may be marked (written as the most that a "
    "card has)";
inline constexpr const char* kLostOvervote = "overvotes, which stand there as marks alone";
inline constexpr const char* kLostOvervoteMarks = "marks of overvoted contests";
inline constexpr const char* kLostInvalid = "written names that count for nobody";
inline constexpr const char* kLostSeveral = "ranks at which several choices were marked";
inline constexpr const char* kLostVotes = "marks of other than one vote";
inline constexpr const char* kRenamed = "names that are the same (their ids stand behind them)";
inline constexpr const char* kTitleOtherwise =
    "titles that would be read as something else (changed so that they are not)";
inline constexpr const char* kNameOtherwise =
    "names that would be read as something else (their ids stand behind them)";
inline constexpr const char* kInventedPositions =
    "cards whose position is not known (numbered from 1000000000)";
inline constexpr const char* kLostRank = "marks at ranks beyond those of the contest";
inline constexpr const char* kLostMachineNames =
    "tabulators and batches without a number of their own (numbered from 1000000000)";
inline constexpr const char* kInventedMarks =
    "overvotes whose marks are not known (the first choices are marked for them)";

inline constexpr const char* kMadeInert =
    "texts that a spreadsheet might compute (an apostrophe stands before them)";
inline constexpr const char* kLostAsBlank =
    "overvotes that no marks could say without being votes (written as blank)";

/// More votes than the contest allows, where it says how many and has no ranks.
[[nodiscard]] bool has_too_many_marks(const election::CardContest& contest,
                                      const election::MarkingView& said);

/// How sheets of one ballot are met that have one position and one imprinted id. Apart: those after
/// the first have no position, and their number behind the id, so that none stands for another.
enum class Sheets : std::uint8_t { Together, Apart };

/// Goes through the cards of one part after another.
class CardWalk {
 public:
  explicit CardWalk(Sheets sheets = Sheets::Together) : sheets_(sheets) {}
  /// Calls visit(facts, chunk, card); the facts are valid during the call.
  template <class Visit>
  void each(const election::CardStore& part, Visit&& visit) {
    for (std::uint32_t number = 0; number < part.chunks().size(); ++number) {
      const election::CardChunk& chunk = part.chunks()[number];
      for (std::uint32_t card = 0; card < chunk.cards(); ++card) {
        look_at(part, number, card);
        visit(facts_, chunk, card);
      }
    }
  }

 private:
  void look_at(const election::CardStore& part, std::uint32_t chunk, std::uint32_t card);
  Sheets sheets_;
  CardFacts facts_;
  bool begun_ = false;
  std::uint32_t first_position_ = 0;  // of the ballot's first sheet
  std::string first_imprinted_id_;
};

/// Calls visit(contest, view) for each contest that a card carries, by the contests' indices.
template <class Visit>
void each_marking(const election::CardStore& part, const election::CardChunk& chunk,
                  std::uint32_t card, Visit&& visit) {
  for (const election::ContestColumn& column : chunk.columns()) {
    const auto row = column.row_of(card);
    if (row) visit(column.contest, part.markings(column.contest).at(column.codes[*row]));
  }
}

}  // namespace recanvass::formats
