// What every reader of cast vote records fills: the store's builder, the problems, what it read and
// did not keep, and where each card stood. Next: formats/card_import.h, then a format's reader.
#pragma once

#include "base/executor.h"
#include "election/card_builder.h"
#include "formats/contest_lists.h"
#include "formats/problem_list.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace recanvass::formats {

/// Parts of an input that were read and did not become part of a card, by what they are: "marks
/// that are no votes".
struct IgnoredPart {
  std::string what;
  std::uint64_t how_many = 0;
};

/// Where cards stood, in runs of cards in rows that rise by one.
class CardOrigins {
 public:
  struct Origin {
    std::string file;
    std::int64_t row = 0;  ///< line, or number of the record in a file without lines; 0: not known
  };
  /// The card that was added last. @pre cards come in order
  void add(std::uint64_t card, const std::string& file, std::int64_t row);
  /// Cards from `card` on are of a file that has no rows.
  void add_file(std::uint64_t card, const std::string& file);
  /// Of the n-th card, from 0; empty when none was told.
  [[nodiscard]] Origin of(std::uint64_t card) const;

 private:
  struct Run {
    std::uint64_t card;
    std::int64_t row;
    std::size_t file;
  };
  std::vector<Run> runs_;
  std::vector<std::string> files_;
};

struct CardReading {
  base::Executor* executor = nullptr;  ///< that several threads give; null: all on this one
  election::CardStoreBuilder builder;
  ProblemList problems;
  CardOrigins origins;
  ContestLists contest_lists;  ///< of formats whose files name each contest's choices
  std::vector<std::string> remarks;  ///< what a person should know of how the input was read

  void ignore(std::string_view what, std::uint64_t how_many = 1);
  [[nodiscard]] const std::vector<IgnoredPart>& ignored() const { return ignored_; }

 private:
  std::vector<IgnoredPart> ignored_;
};

/// Contests and choices by the texts that a file has for them, across several files.
class ContestBook {
 public:
  explicit ContestBook(election::CardStoreBuilder& builder) : builder_(builder) {}

  /// A contest that has that id; described as given when it is new. No value: too many contests.
  std::optional<std::uint32_t> contest(std::string_view id, std::string_view name,
                                       std::int32_t vote_for, std::int32_t ranks,
                                       std::int32_t vote_unit = 1);
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view id) const;
  /// A choice of a contest; added when it is new. No value: too many choices.
  std::optional<election::ChoiceIndex> choice(
      std::uint32_t contest, std::string_view id, std::string_view name,
      election::CardChoiceKind kind = election::CardChoiceKind::Named);
  [[nodiscard]] std::optional<election::ChoiceIndex> find_choice(std::uint32_t contest,
                                                                 std::string_view id) const;

  static constexpr std::size_t kContestsMax = 60'000;
  static constexpr std::size_t kChoicesMax = 60'000;  ///< of one contest

 private:
  // tidy: order-free, looked up by id; the order is the builder's
  using ByText = std::unordered_map<std::string, std::uint32_t>;
  election::CardStoreBuilder& builder_;
  ByText contests_;
  std::vector<ByText> choices_;  // by contest
};

/// The numbers of the batches and profiles of a table's cards, most often those of the card before.
class CardPlaces {
 public:
  explicit CardPlaces(election::CardStoreBuilder& builder) : builder_(builder) {}
  std::uint32_t batch(std::string_view tabulator, std::string_view batch);
  std::uint32_t profile(std::string_view style, std::string_view precinct,
                        std::string_view counting_group, bool adjudicated = false);

 private:
  // tidy: order-free, looked up by the names; the order is the builder's
  using ByText = std::unordered_map<std::string, std::uint32_t>;
  election::CardStoreBuilder& builder_;
  std::string key_;
  ByText batches_;
  ByText profiles_;
  std::string last_batch_;
  std::uint32_t last_batch_number_ = 0;
  std::string last_profile_;
  std::uint32_t last_profile_number_ = 0;
};

/// The code of one contest's marks on a card: blank, one mark or several. `marks` may be in any
/// order. @pre contest is one of the builder's
[[nodiscard]] std::uint32_t code_of_marks(election::CardStoreBuilder& builder,
                                          std::uint32_t contest,
                                          const std::vector<election::Mark>& marks);

/// Whether a choice of a contest may be marked several times on one card: it stands for written
/// names together, or for one that counts for nobody.
[[nodiscard]] bool stands_for_written(const election::CardStoreBuilder& builder,
                                      std::uint32_t contest, election::ChoiceIndex choice);

/// Adds a mark to those of a card in a contest. False where the same choice has one at that rank
/// already, which is no second vote for it; further written names are added up.
[[nodiscard]] bool add_mark(const election::CardStoreBuilder& builder, std::uint32_t contest,
                            election::Mark mark, std::vector<election::Mark>& marks);

/// What is said of a name that several choices of a contest have, which their parties tell apart.
[[nodiscard]] std::string same_name_remark(const std::string& file, std::string_view contest,
                                           std::string_view name);

/// A whole number from 1 that fits a position; 0 where the text is none.
[[nodiscard]] std::uint32_t position_of(std::string_view text);

/// True for the names that exports give to written names together: "Write-in", "Write-in 2",
/// "WRITE-INS", "Undeclared Write-ins".
[[nodiscard]] bool is_write_in_name(std::string_view name);

}  // namespace recanvass::formats
