// What an operation is about: the contest that is counted again, its places and its choices, as its
// first entry fixed them.
#pragma once

#include "base/date.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace recanvass::workflow {

/// A choice of the contest, with the id that never changes.
struct SetupChoice {
  std::string id;
  std::string name;
};

struct Setup {
  bool opened = false;
  std::string origin;  ///< the ledger's name, as in its checkpoints
  std::string name;  ///< "President, Wisconsin, recount of November 2016"
  std::string election;  ///< id of the election
  std::string jurisdiction;  ///< "us-wi"
  std::string contest;  ///< "president"
  std::int64_t vote_for = 1;
  std::vector<SetupChoice> choices;  ///< in paper order
  std::map<std::string, std::string> counties;  ///< name by id
  std::string policy;  ///< id of the reconciliation policy, "us-wi-2016"
  std::string law_day;  ///< the law in force on this day decides
  std::string election_day;  ///< where clocks of the law start; law_day when it was not stated
  std::string office;  ///< "president": an office or a class of offices; empty: not known
  std::int64_t seats = 1;  ///< to be filled; as many as a voter may mark, if not stated
  bool training = false;  ///< a practice copy, watermarked

  [[nodiscard]] bool has_choice(const std::string& id) const;
};

}  // namespace recanvass::workflow
