// A county's count of 300 batches, ready to be entered by two teams: what the tests of faults do to
// the program while they enter it. Figures are invented.
#pragma once

#include "store/storage.h"
#include "tests/cli/election_folder.h"
#include "tests/faults/submitting.h"

#include <string>
#include <vector>

namespace recanvass::faults {

inline constexpr int kBatches = 300;

/// How often random faults are tried: RECANVASS_FAULT_ROUNDS, else `usual`.
[[nodiscard]] int fault_rounds(int usual);

class Town {
 public:
  /// Opens the operation, commits its inputs and has them witnessed.
  /// @param place  an address, or a folder; empty: a folder of its own
  explicit Town(const std::string& place = "");

  [[nodiscard]] const cli_test::ElectionFolder& folder() const { return folder_; }
  [[nodiscard]] const std::string& place() const { return place_; }

  /// Path of the file with one team's entries of all batches.
  [[nodiscard]] std::string entries_of(int team) const;
  /// The line of one team's entry of a batch, as in that file.
  [[nodiscard]] static base::Json entry(int team, int batch);
  /// Words for a process that submits files, or "-".
  [[nodiscard]] std::vector<std::string> submitting(const std::vector<std::string>& files) const;
  /// Submits lines at once and waits for the answers.
  Answers submit(const std::vector<base::Json>& lines) const;
  [[nodiscard]] cli_test::Ended show(const std::string& view, const std::string& viewer = "") const;
  /// How many batches have two entries that agree; -1 when the program does not say.
  [[nodiscard]] std::int64_t settled() const;

  /// Sends both teams' files: all lines are answered with a receipt, those promised with theirs,
  /// every batch is settled, and every hash in the store is right.
  void expect_all_is_kept(const Answers& promised) const;
  /// Examines the store itself.
  void expect_sound_store() const;

 private:
  [[nodiscard]] base::Json cosignature() const;
  [[nodiscard]] cli_test::Ended run(const std::string& verb,
                                    const std::vector<std::string>& words) const;

  cli_test::ElectionFolder folder_;
  std::string place_;
};

/// Adds receipts to those promised, each of which is the same whenever it is given.
void add_promises(Answers& promised, const Answers& answers);

}  // namespace recanvass::faults
