// What the ids in a report of cast vote records (NIST SP 1500-103) stand for: contests, selections,
// candidates, parties, places. Used by formats/nist_cards.h.
#pragma once

#include "base/json.h"
#include "formats/card_reading.h"

#include <map>
#include <string>
#include <vector>

namespace recanvass::formats {

struct NistSelection {
  std::string id;
  std::string name;
  bool write_in = false;
};

struct NistContest {
  std::string id;
  std::string name;
  std::int32_t votes_allowed = 0;
  std::vector<NistSelection> selections;
};

/// Collects the parts of one or several reports in any order; names are asked for at the end.
class NistNames {
 public:
  /// Adds an element of the report that stands under that name: Election, GpUnit, Party,
  /// ReportingDevice.
  void add(const std::string& member, const base::Json& element);

  /// Contests in the order of their elections. A name that is missing is its code or its id; that
  /// of several parties' primaries has the party behind it.
  [[nodiscard]] std::vector<NistContest> contests() const;
  /// The name of a place; its id where it has none.
  [[nodiscard]] std::string place(const std::string& id) const;
  /// What the place itself calls a machine, its local code; its id where it has none.
  [[nodiscard]] std::string device(const std::string& id) const;

 private:
  [[nodiscard]] std::string selection_name(const base::Json& selection) const;
  [[nodiscard]] std::string primary_party(const base::Json& contest) const;
  std::vector<base::Json> contests_;
  std::map<std::string, std::string> candidates_;
  std::map<std::string, std::string> parties_;
  std::map<std::string, std::string> places_;
  std::map<std::string, std::string> devices_;
};

}  // namespace recanvass::formats
