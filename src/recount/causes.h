// Why a figure changed: one table of causes, from recounts and audits that happened, and the rule
// that no certificate is issued while a changed unit lacks one.
// Changes come from recount/difference.h; rules that ask for a cause are in reconcile/.
#pragma once

#include "recount/difference.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::recount {

/// Where a cause arises: in the first count and its recount, or in an audit's own work.
enum class CauseField { Recount, Audit };

struct Cause {
  std::string_view id;      ///< "JAM"; its key for translation is "cause." and the id
  CauseField field = CauseField::Recount;
  std::string_view words;   ///< plain English
  std::string_view source;  ///< where it was seen
};

/// All causes: recounts first, then audits, UNEXPLAINED last.
[[nodiscard]] std::span<const Cause> causes();

/// Null when there is none.
[[nodiscard]] const Cause* cause_named(std::string_view id);

/// "cause.JAM"
[[nodiscard]] std::string translation_key(const Cause& cause);

/// Reads a cause as written. Causes: cause.unknown, with the nearest id.
[[nodiscard]] base::Result<std::string> read_cause(const std::string& text);

/// What was said of a unit's change, and where in the minutes.
struct GivenCause {
  std::string cause;   ///< an id of the table
  std::string minute;  ///< reference to the minutes; UNEXPLAINED counts only with one
};

/// Whether the changes of a recount are ready to be certified.
struct CertificateCheck {
  std::vector<UnitKey> lacking;      ///< changed, without a cause; largest change first
  std::vector<UnitKey> unexplained;  ///< minuted as unexplained: listed on the certificate
  std::vector<UnitKey> open;         ///< not in the second count

  /// Nothing lacks a cause, and no unit is open.
  [[nodiscard]] bool may_certify() const { return lacking.empty() && open.empty(); }
  /// "The certificate is refused: 2 changed units lack a cause (first: ...)."
  [[nodiscard]] std::string sentence() const;
};

[[nodiscard]] CertificateCheck check_certificate(
    const Difference& difference, const std::map<UnitKey, std::vector<GivenCause>>& given);

}  // namespace recanvass::recount
