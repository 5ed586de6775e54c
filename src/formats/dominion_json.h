// Dominion Democracy Suite cast vote records as JSON (4.x to 5.17): CvrExport.json or CvrExport_*.
// What counts is the record that says IsCurrent, the machine's "Original" or people's "Modified";
// its contests stand in it, or in its "Cards" since 5.10. Next: formats/dominion_record.h.
#pragma once

#include "base/executor.h"
#include "election/card_builder.h"
#include "formats/byte_source.h"
#include "formats/card_reading.h"
#include "formats/dominion_manifests.h"
#include "formats/input_files.h"
#include "formats/problem_list.h"

#include <cstdint>
#include <memory>
#include <string>

namespace recanvass::formats {

/// What was in an export and did not become a marking.
struct DominionIgnored {
  std::uint64_t replaced_records = 0;  ///< records that are not current
  std::uint64_t marks_not_votes = 0;   ///< marks of current records that are no votes
  std::uint64_t ambiguous_marks = 0;   ///< of those, the ambiguous ones
};

/// A mark counts when IsVote is true. In a ranked contest some versions set IsVote for the first
/// ranking only, so there every mark that is not ambiguous is kept with its rank.
class DominionJsonReader {
 public:
  /// Adds the manifests' contests to the builder, in their order.
  /// Causes: dominion.manifest.
  DominionJsonReader(const DominionManifests& manifests, election::CardStoreBuilder& builder,
                     ProblemList& problems);
  ~DominionJsonReader();
  DominionJsonReader(const DominionJsonReader&) = delete;
  DominionJsonReader& operator=(const DominionJsonReader&) = delete;

  /// Adds the cards of one file. After a problem no more cards are added, only problems.
  /// Causes: dominion.session, dominion.contest, dominion.candidate, dominion.current and those of
  /// formats/json_records.h. @param name  the file in messages
  void read(ByteSource& source, const std::string& name);
  /// The same for several files, whose parts are read side by side; the same cards and problems.
  /// Says of each file that has cards from which card on, by number, they are its own.
  void read_files(const InputFiles& files, const std::vector<std::size_t>& which,
                  base::Executor& executor, CardOrigins& origins);

  /// After the last file. Without a ContestManifest a contest is ranked when some mark of it stands
  /// at a second rank; the ranks of others are no ranks.
  void finish();

  [[nodiscard]] const DominionIgnored& ignored() const;
  [[nodiscard]] std::uint64_t sessions() const;

 private:
  class Reading;
  std::unique_ptr<Reading> reading_;
};

}  // namespace recanvass::formats
