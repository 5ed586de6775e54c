// Exhibit sheets of challenged ballots: one file each, with what was said against the ballot and
// what became of it. A sheet depends on the entries of its own challenge and on nothing else, so
// it can be printed again years later, byte for byte. The register lists them all.
#pragma once

#include "report/paper.h"

#include <cstdint>
#include <string>
#include <vector>

namespace recanvass::report {

/// Something that was decided about a challenge, in the order of the ledger.
struct ExhibitStep {
  std::uint64_t position = 0;
  std::string claimed_time;  ///< UTC
  std::string what;          ///< "raised", "withdrawn", "ruled", ...
  std::string words;
  std::vector<std::string> by;
};

struct ChallengeExhibit {
  std::string number;  ///< of the exhibit, unique in the operation
  std::string county;  ///< name
  std::string unit;
  std::string batch;
  std::string position;    ///< of the ballot in the batch, as stated; empty: not stated
  std::string challenger;  ///< who objects
  std::string side;        ///< for whom; empty: not stated
  std::string ground;
  std::string ruling;    ///< empty: open
  std::string standing;  ///< "open", "withdrawn", "stipulated", "ruled"
  std::string exhibit_sha256;  ///< of the picture or paper filed with it; empty: none
  std::vector<ExhibitStep> steps;
  std::string counted_as{};  ///< how the board read the ballot on the spot; empty: not stated
  std::string claimed_as{};  ///< what the parties say it is; empty: they do not
  std::string stands_as{};   ///< as stipulated, ruled, or else as it was read
  std::vector<std::string> signers{};  ///< who signs; empty: two of the board and the challenger
};

/// The sheet of one exhibit; of the heading only operation, copy and origin are printed. Its name
/// is "exhibit-" and the number, made safe for a file (see file_word). No tables.
[[nodiscard]] PaperDocument challenge_exhibit(const PaperHeading& heading,
                                              const ChallengeExhibit& exhibit,
                                              const PaperStyle& style);

struct ChallengeRegister {
  PaperHeading heading;
  std::string place;
  std::vector<ChallengeExhibit> exhibits;
};

/// All challenges in one table. CSV: one row an exhibit.
[[nodiscard]] PaperDocument challenge_register(const ChallengeRegister& challenges,
                                               const PaperStyle& style);

/// An id as a part of a file's name: letters, digits, points and hyphens stay, anything else
/// becomes "_"; where something changed, eight digits of the id's SHA-256 keep two ids apart.
[[nodiscard]] std::string file_word(const std::string& id);

}  // namespace recanvass::report
