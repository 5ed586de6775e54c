// Fills a card store: names become numbers, markings become codes, cards become columns. Each
// reader of a format drives one; parts read side by side are appended in the order of the files,
// so that the store is the same at any number of threads.
#pragma once

#include "election/card_store.h"
#include "election/chunk_writer.h"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace recanvass::election {

class CardStoreBuilder {
 public:
  CardStoreBuilder();

  /// The index of a new contest. @pre no contest has its id; its choices have different ids
  std::uint32_t add_contest(CardContest contest);
  /// The index of a choice that is added to a contest's list.
  ChoiceIndex add_choice(std::uint32_t contest, CardChoice choice);
  [[nodiscard]] const CardContest& contest(std::uint32_t index) const;
  /// To be mended while it is read: the vote-for, the ranks or the name were not known at first.
  void describe(std::uint32_t contest, std::int32_t vote_for, std::int32_t ranks);

  // Numbers of names: the same for the same name, in the order in which they came.
  std::uint32_t style(std::string_view name);
  std::uint32_t precinct(std::string_view name);
  std::uint32_t counting_group(std::string_view name);
  std::uint32_t tabulator(std::string_view name);
  std::uint32_t profile(const CardProfile& profile);
  std::uint32_t batch(std::uint32_t tabulator, std::string_view name);

  [[nodiscard]] MarkingTable& markings(std::uint32_t contest);

  /// The next card; what it says follows.
  void add_card(const CardRow& row);
  /// False, and nothing is kept, when the card said something in that contest before.
  bool add_marking(std::uint32_t contest, std::uint32_t code);
  void add_redacted(RedactedRow row);
  [[nodiscard]] std::uint64_t cards() const { return cards_ + writer_.cards(); }

  /// Adds all cards of another store after those that are here. Contests of one id must be the
  /// same but for choices that one lacks, which come after.
  void append(const CardStore& part) { append(part, part.names()); }
  /// The same with other names; the ids printed on cards stay as they are.
  /// @pre called has as many of each as part.names(), and the same profiles and batches
  void append(const CardStore& part, const CardNames& called);

  /// The store; the builder is then empty and of no further use.
  [[nodiscard]] CardStore finish();

 private:
  struct NameList {
    std::vector<std::string> names;
    // tidy: order-free, looked up by name; the order is that of names
    std::unordered_map<std::string, std::uint32_t> numbers;
    std::uint32_t number_of(std::string_view name);
  };
  struct PartNumbers;

  void close_chunk();
  void append_chunk(const CardStore& part, const CardChunk& chunk, std::uint32_t chunk_index,
                    PartNumbers& numbers);
  [[nodiscard]] std::uint32_t merged_contest(const CardContest& contest,
                                             std::vector<ChoiceIndex>& choices);

  std::vector<CardContest> contests_;
  std::vector<MarkingTable> markings_;
  NameList styles_;
  NameList precincts_;
  NameList counting_groups_;
  NameList tabulators_;
  std::vector<CardProfile> profiles_;
  std::map<CardProfile, std::uint32_t> profile_numbers_;
  std::vector<CardBatch> batches_;
  std::map<CardBatch, std::uint32_t> batch_numbers_;
  // tidy: order-free looked up by id; the order is that of contests_
  std::unordered_map<std::string, std::uint32_t> contest_numbers_;
  ChunkWriter writer_;
  std::vector<ChunkBytes> chunks_;
  std::vector<RedactedRow> redacted_;
  std::uint64_t cards_ = 0;  // in closed chunks
};

}  // namespace recanvass::election
