// One session of a Dominion JSON export as it stands there, before anything is made of it.
// Used by formats/dominion_json.h.
#pragma once

#include "formats/json_records.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::formats {

struct DominionMark {
  std::int64_t candidate = 0;
  std::int64_t rank = 0;
  bool ambiguous = false;
  bool vote = false;
  std::int64_t written = -1;  ///< WriteinIndex, the place of a written name; -1: none
};

/// One contest; its marks are those of the record from first_mark on.
struct DominionContestVotes {
  std::int64_t contest = 0;
  std::int64_t overvotes = 0;
  std::uint32_t first_mark = 0;
  std::uint32_t end_mark = 0;
  bool withheld = false;  ///< a text stands in place of the marks, "*** REDACTED ***"
};

struct DominionCard {
  std::uint32_t first_contest = 0;
  std::uint32_t end_contest = 0;
};

/// "Original" or "Modified".
struct DominionRecord {
  bool present = false;
  bool modified = false;
  bool current = false;
  std::int64_t portion = 0;
  std::int64_t ballot_type = 0;
  std::vector<DominionCard> cards;
  std::vector<DominionContestVotes> contests;
  std::vector<DominionMark> marks;
};

struct DominionSession {
  std::int64_t tabulator = 0;
  std::int64_t batch = 0;
  std::int64_t counting_group = 0;
  std::uint32_t position = 0;  ///< in the batch; 0: withheld
  std::string record_text;     ///< RecordId, or the image's number; empty: both are withheld
  DominionRecord original;
  DominionRecord modified;
};

/// Reads the sessions of one block after another; memory is used again.
class DominionSessionParser {
 public:
  struct Fault {
    std::string pointer;  ///< JSON pointer within the session
    std::string found;
    std::string wanted;
  };

  DominionSessionParser();
  ~DominionSessionParser();
  DominionSessionParser(const DominionSessionParser&) = delete;
  DominionSessionParser& operator=(const DominionSessionParser&) = delete;

  /// @pre the block stays as it is until the last of its sessions was read
  void begin(const RecordBlock& block);
  /// The next session, valid until the next call; null at the end of the block and at a fault.
  [[nodiscard]] const DominionSession* next();
  /// Exchanges the session that next() gave for another, whose memory is used again.
  void swap_session(DominionSession& other);
  [[nodiscard]] const std::optional<Fault>& fault() const;

 private:
  class Parsing;
  std::unique_ptr<Parsing> parsing_;
};

}  // namespace recanvass::formats
