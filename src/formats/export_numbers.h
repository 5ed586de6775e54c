// Numbers for the names of a card store, in formats that know their contests, choices, machines
// and batches by number. Used by the Dominion writers.
#pragma once

#include "election/card_store.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::formats {

class ExportNumbers {
 public:
  /// To be called with each part before it is written. Contests are those of the first part; the
  /// other lists may grow. @pre a name has the same place in every part
  void know(const election::CardNames& names);

  [[nodiscard]] const std::vector<election::CardContest>& contests() const { return contests_; }
  [[nodiscard]] const std::vector<std::string>& counting_groups() const { return groups_; }
  [[nodiscard]] const std::vector<std::string>& precincts() const { return precincts_; }
  [[nodiscard]] const std::vector<std::string>& styles() const { return styles_; }

  /// The contests' own numbers where all have one and they differ, else 1, 2, 3...
  [[nodiscard]] std::int64_t contest(std::uint32_t index) const { return contest_ids_[index]; }
  /// The choices' own numbers where all of all contests have one and they differ, else 1, 2, 3...
  [[nodiscard]] std::int64_t choice(std::uint32_t contest, std::size_t choice) const {
    return choice_ids_[first_choice_[contest] + choice];
  }
  /// The number that is a machine's or a batch's name, else one that no such name is.
  [[nodiscard]] std::int64_t tabulator(const election::CardNames& names, std::uint32_t tabulator);
  [[nodiscard]] std::int64_t batch(const election::CardNames& names,
                                   const election::CardBatch& batch);
  /// Names of machines and batches that are no number and got one.
  [[nodiscard]] std::size_t invented() const {
    return other_tabulators_.size() + other_batches_.size();
  }
  /// A number for the paper of a profile: that of its style.
  [[nodiscard]] static std::uint32_t sheet_of(const election::CardNames& names,
                                              std::uint32_t profile) {
    return names.profiles[profile].style;
  }

 private:
  [[nodiscard]] static std::int64_t number_for(const std::string& name,
                                               std::map<std::string, std::int64_t>& others);

  std::vector<election::CardContest> contests_;
  std::vector<std::int64_t> contest_ids_;
  std::vector<std::int64_t> choice_ids_;
  std::vector<std::size_t> first_choice_;  // of each contest
  std::vector<std::string> groups_;
  std::vector<std::string> precincts_;
  std::vector<std::string> styles_;
  std::map<std::string, std::int64_t> other_tabulators_;
  std::map<std::string, std::int64_t> other_batches_;
};

}  // namespace recanvass::formats
