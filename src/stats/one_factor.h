// The chance that enough weighted events happen together when they share one hidden cause: the
// Electoral College after recounts. Copulas with one factor, and bounds that need no copula.
// Fed by outlook/joint.h; derived in docs/math/flip.md and docs/math/college.md.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace recanvass::stats {

/// One event with its own probability and its weight in electors.
struct WeightedEvent {
  double probability = 0.0;
  std::int32_t weight = 0;
};

/// Events that one shift decides together (a state at large and its districts): with the group's
/// own draw U, event j happens when U is below its probability.
using EventGroup = std::vector<WeightedEvent>;

enum class Copula {
  Gaussian,  ///< no tail dependence
  StudentT4  ///< Student's t with 4 degrees of freedom: large shifts come together (stress case)
};

/// P(total weight of the events that happen >= needed) when groups depend on each other through one
/// factor:
///
///     group g's draw  z_g = sqrt(ρ) F + sqrt(1 - ρ) ε_g   (t4: divided by sqrt(W/4), W ~ χ²_4)
///
/// Inner law given F (and W): exact dynamic programme over weights. Outer: trapezoid rule over F on
/// [-12, 12] (and over ln W), which converges faster than any power here.
/// @param correlation  ρ in [0, 1). @return 1 when needed <= 0. Groups of any order; same answer.
[[nodiscard]] double joint_probability(std::span<const EventGroup> groups, std::int64_t needed,
                                       double correlation, Copula copula);

/// The same for several totals at the cost of one: element i is P(total weight >= needed[i]).
[[nodiscard]] std::vector<double> joint_probabilities(std::span<const EventGroup> groups,
                                                      std::span<const std::int64_t> needed,
                                                      double correlation, Copula copula);

/// joint_probability when every group moves with one and the same draw (ρ = 1).
[[nodiscard]] double comonotone_probability(std::span<const EventGroup> groups,
                                            std::int64_t needed);

/// Bounds that hold for every way in which the events may depend on each other.
struct Bounds {
  double lower = 0.0;
  double upper = 1.0;
};

/// All of `probabilities` happen: max(0, Σ p - (k - 1)) .. min p (Fréchet). @pre not empty
[[nodiscard]] Bounds all_happen_bounds(std::span<const double> probabilities);

/// Total weight >= needed. Upper: at least one event outside any set that falls short must happen,
/// so Σ p - max{Σ_N p : weight(N) < needed}, by an exact knapsack; and Σ min(w, needed) p / needed.
/// Lower: 1 - min{Σ_S (1 - p) : weight(S) >= needed}. Every group's events are taken singly.
[[nodiscard]] Bounds joint_bounds(std::span<const EventGroup> groups, std::int64_t needed);

}  // namespace recanvass::stats
