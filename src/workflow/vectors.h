// Golden files: cases that another program worked out, checked against ours. One file is
// {"meta": {...}, "cases": [{"kind": ..., inputs and expected outputs}]}.
// A kind is one line in all_vector_kinds() and one function; see workflow/vectors_recount.cpp.
#pragma once

#include "base/json.h"
#include "base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace recanvass::workflow {

/// Reads one case's inputs and compares its expected outputs; collects what differs.
class CaseCheck {
 public:
  explicit CaseCheck(const base::Json& given) : given_(given) {}

  /// The number at `key`; also "inf", "-inf" as texts. Absent or no number: noted, and 0.
  double number(const std::string& key);
  std::int64_t whole(const std::string& key);
  /// The numbers of the list at `key`; absent or no such list: noted, and empty.
  std::vector<double> numbers(const std::string& key);

  /// Compares with the expected number at `key` where the case has it, |a - b| <= tolerance · |b|.
  void expect(const std::string& key, double found, double tolerance = 1e-10);

  /// What differs or is missing. A case that expected nothing that its kind gives is a difference.
  [[nodiscard]] std::vector<std::string> differences() const;
  /// No input was missing so far: the kind may compute.
  [[nodiscard]] bool inputs_complete() const { return differences_.empty(); }

 private:
  const base::Json& given_;
  std::vector<std::string> differences_;
  int compared_ = 0;
};

/// How cases of one kind are checked.
struct VectorKind {
  std::string_view kind;
  void (*check)(CaseCheck& check);
};

/// Every kind that the program knows, sorted.
[[nodiscard]] std::vector<VectorKind> all_vector_kinds();

/// The kinds of tests/vectors/recount.json: flip_tail, skellam_flip, ec_flip_one_factor.
[[nodiscard]] std::vector<VectorKind> recount_vector_kinds();

/// What running one file gave.
struct VectorReport {
  std::int64_t passed = 0;
  std::int64_t failed = 0;
  std::vector<std::string> lines;  ///< one for each case that differs, in the file's order
};

/// Runs the cases of one golden file. A case of an unknown kind counts as failed, with its kind
/// named. Causes: json.*, vectors.shape (no list of cases).
[[nodiscard]] base::Result<VectorReport> run_vectors(std::string_view text, std::string_view file,
                                                     const std::vector<VectorKind>& kinds);

}  // namespace recanvass::workflow
