// Golden files: cases that another program worked out, checked against ours. One file is
// {"meta": {...}, "cases": [{"kind": ..., inputs and expected outputs}]}.
// A kind is one line in all_vector_kinds() and one function; see workflow/vectors_recount.cpp.
// A case without a kind is known by the test it names, or by the members that only its kind has.
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
  /// @param cases  all cases of the file: some kinds share the inputs of another case
  CaseCheck(const base::Json& given, const base::Json& cases) : given_(given), cases_(cases) {}
  /// A case by itself.
  explicit CaseCheck(const base::Json& given) : CaseCheck(given, given) {}

  [[nodiscard]] const base::Json& given() const { return given_; }
  [[nodiscard]] const base::Json& cases() const { return cases_; }
  [[nodiscard]] bool has(const std::string& key) const { return given_.contains(key); }
  /// The member is the text "inf".
  [[nodiscard]] bool infinite(const std::string& key) const;
  /// The text at `key`; absent or no text: noted, and empty.
  std::string text(const std::string& key);
  /// The object at `key`, read on its own; absent or no object: noted, and empty. What it lacks is
  /// handed back by take_over.
  CaseCheck member(const std::string& key);
  /// The digits or the text of the seed at `key`, however many: run_vectors keeps those of a whole
  /// number that 64 bits cannot hold. Absent, or a number with a fraction: noted, and empty.
  std::string seed(const std::string& key);
  void take_over(const CaseCheck& part);

  /// The number at `key`; also "inf", "-inf" as texts. Absent or no number: noted, and 0.
  double number(const std::string& key);
  std::int64_t whole(const std::string& key);
  /// The numbers of the list at `key`; absent or no such list: noted, and empty.
  std::vector<double> numbers(const std::string& key);

  /// Compares with the expected number at `key` where the case has it, |a - b| <= tolerance · |b|.
  void expect(const std::string& key, double found, double tolerance = 1e-10);
  /// The same for a list, element by element; the first that differs is named.
  void expect_list(const std::string& key, const std::vector<double>& found,
                   double tolerance = 1e-10);
  /// Exactly this text, or this truth.
  void expect_text(const std::string& key, std::string_view found);
  void expect_truth(const std::string& key, bool found);
  /// A comparison under a name of the kind's own, for what is no member by itself.
  void compare(const std::string& what, double expected, double found, double tolerance = 1e-10);

  /// Compares with the expected value at `key` exactly, where the case has it.
  void expect_value(const std::string& key, const base::Json& found);
  /// Notes a difference in the kind's own words, or an input that cannot be used.
  void differ(std::string what) { differences_.push_back(std::move(what)); }
  /// Notes that something expected was compared and agrees.
  void agree() { ++compared_; }

  /// What differs or is missing. A case that expected nothing that its kind gives is a difference.
  [[nodiscard]] std::vector<std::string> differences() const;
  /// No input was missing so far: the kind may compute.
  [[nodiscard]] bool inputs_complete() const { return differences_.empty(); }

 private:
  const base::Json& given_;
  const base::Json& cases_;
  std::vector<std::string> differences_;
  int compared_ = 0;
};

/// The number that a member's name is, "0.9"; NaN when it is none.
[[nodiscard]] double number_named(std::string_view name);

/// How cases of one kind are checked. Several entries of one kind check different parts of it.
struct VectorKind {
  std::string_view kind;
  void (*check)(CaseCheck& check);
  /// True for cases that do not name their kind and are of this one; null: every case names it.
  bool (*fits)(const base::Json& given) = nullptr;
};

/// Every kind that the program knows, sorted.
[[nodiscard]] std::vector<VectorKind> all_vector_kinds();

/// The kinds of tests/vectors/recount.json: flip_tail, skellam_flip, ec_flip_one_factor.
[[nodiscard]] std::vector<VectorKind> recount_vector_kinds();

/// The tests of a mean, of tests/vectors/pvalues.json.
[[nodiscard]] std::vector<VectorKind> risk_vector_kinds();

/// Sample sizes and exact laws, of samplesize.json, stylish.json and exact_laws.json.
[[nodiscard]] std::vector<VectorKind> size_vector_kinds();

/// Arlo's sizes and risks, rounds of polling, SUITE, strata: arlo_math.json, r2b2.json, suite.json
/// and uits.json.
[[nodiscard]] std::vector<VectorKind> audit_vector_kinds();

/// The kinds of tests/vectors/sampler.json: cryptorandom, consistent_sampler, arlo_draw_sample,
/// stark_rivest_counter; and of the kind macro the draws.
[[nodiscard]] std::vector<VectorKind> draw_vector_kinds();

/// The kinds of golden files about assorters: input, assertion, consistent_sampling.
[[nodiscard]] std::vector<VectorKind> assorter_vector_kinds();

/// The kinds of golden files about instant-runoff assertions, whose cases name no kind: raire,
/// raire_java. Whether the assertions prove the winner, and agree with their own numbers.
[[nodiscard]] std::vector<VectorKind> raire_vector_kinds();

/// Statistics of the screens, of tests/vectors/forensics.json: benford_second_digit, digits,
/// regression, multiple_testing, two_sample.
[[nodiscard]] std::vector<VectorKind> screen_vector_kinds();

/// Cells of published tables, of tests/vectors/published.json: published_fisher,
/// published_first_round, published_reach, published_least, published_irv_size,
/// published_super_simple. docs/math/published-tables.md.
[[nodiscard]] std::vector<VectorKind> published_vector_kinds();

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
