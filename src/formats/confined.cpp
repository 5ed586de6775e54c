#include "formats/confined.h"

#include "base/check.h"
#include "formats/problem_list.h"
#include "formats/text.h"

#include <fmt/format.h>
#include <sched.h>
#include <seccomp.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <new>
#include <optional>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace recanvass::formats {
namespace {

// What the child ends with when it did not come to its end.
enum ChildExit : int { kAnswered = 0, kNoMemory = 41, kBroken = 42, kNotConfined = 43 };

// The child's descriptors: its answer, and a pipe that tells the parent that it ended.
constexpr int kAnswerFile = 3;
constexpr int kEndPipe = 4;

// Sanitizers keep terabytes of address space for themselves and report to the standard error.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }
  [[nodiscard]] int number() const { return number_; }
  void close() {
    if (number_ >= 0) ::close(number_);
    number_ = -1;
  }

 private:
  int number_;
};

// Text that both processes see.
struct SharedText {
  std::uint32_t size = 0;
  std::array<char, 2000> text{};

  void set(std::string_view words) {
    size = static_cast<std::uint32_t>(std::min(words.size(), text.size()));
    std::copy_n(words.data(), size, text.data());
  }
  // The child may have put anything there.
  [[nodiscard]] std::string read() const {
    std::string words(text.data(), std::min<std::size_t>(size, text.size()));
    return find_bad_byte(words) ? std::string() : words;
  }
};

// What the child works at, and the fault that it stopped at.
struct SharedNotes {
  SharedText working_at;
  SharedText fault;
};

class SharedPage {
 public:
  SharedPage() {
    void* page = ::mmap(nullptr, sizeof(SharedNotes), PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    notes_ = page == MAP_FAILED ? nullptr : new (page) SharedNotes;
  }
  SharedPage(const SharedPage&) = delete;
  SharedPage& operator=(const SharedPage&) = delete;
  ~SharedPage() {
    if (notes_ != nullptr) ::munmap(notes_, sizeof(SharedNotes));
  }
  [[nodiscard]] SharedNotes* notes() const { return notes_; }

 private:
  SharedNotes* notes_;
};

class Child : public ConfinedChild {
 public:
  explicit Child(SharedNotes& notes) : notes_(notes) {}
  void answer(std::string_view bytes) override {
    while (!bytes.empty()) {
      const ssize_t wrote = ::write(kAnswerFile, bytes.data(), bytes.size());
      if (wrote < 0 && errno == EINTR) continue;
      if (wrote <= 0) ::_exit(kNoMemory);  // the answer lies in memory
      bytes.remove_prefix(static_cast<std::size_t>(wrote));
    }
  }
  void working_at(std::string_view name) override { notes_.working_at.set(name); }

 private:
  SharedNotes& notes_;
};

bool set_limit(decltype(RLIMIT_AS) what, std::uint64_t value) {
  const rlimit limit{value, value};
  return ::setrlimit(what, &limit) == 0;
}

bool set_limits(const ConfinedLimits& limits) {
  const rlimit seconds{limits.seconds, std::uint64_t{limits.seconds} + 1};
  return (kSanitized || set_limit(RLIMIT_AS, limits.memory_bytes)) && set_limit(RLIMIT_CORE, 0) &&
         set_limit(RLIMIT_NOFILE, limits.files) && set_limit(RLIMIT_FSIZE, limits.answer_bytes) &&
         ::setrlimit(RLIMIT_CPU, &seconds) == 0;
}

// What reading files, asking for memory and ending need; all else is refused by the system.
constexpr std::array kAllowedCalls = {
    SCMP_SYS(read),        SCMP_SYS(pread64),      SCMP_SYS(readv),
    SCMP_SYS(lseek),       SCMP_SYS(fstat),        SCMP_SYS(newfstatat),
    SCMP_SYS(statx),       SCMP_SYS(stat),         SCMP_SYS(lstat),
    SCMP_SYS(getdents64),  SCMP_SYS(readlink),     SCMP_SYS(readlinkat),
    SCMP_SYS(getcwd),      SCMP_SYS(access),       SCMP_SYS(faccessat),
    SCMP_SYS(fcntl),       SCMP_SYS(close),        SCMP_SYS(brk),
    SCMP_SYS(munmap),      SCMP_SYS(mremap),       SCMP_SYS(madvise),
    SCMP_SYS(futex),       SCMP_SYS(getrandom),    SCMP_SYS(exit),
    SCMP_SYS(exit_group),  SCMP_SYS(rt_sigaction), SCMP_SYS(getpid),
    SCMP_SYS(gettid),      SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(sigaltstack), SCMP_SYS(sched_yield),  SCMP_SYS(fadvise64)};

// 0, or the first fault as the library numbers it.
int allow_calls(scmp_filter_ctx filter, const ConfinedLimits& limits) {
  int fault = 0;
  const auto note = [&](int result) {
    if (fault == 0) fault = result;
  };
  const auto allow = [&](int call, const std::vector<scmp_arg_cmp>& when) {
    note(seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, call, static_cast<unsigned>(when.size()),
                                when.data()));
  };
  for (const int call : kAllowedCalls) allow(call, {});
  // Files are opened for reading only.
  constexpr scmp_datum_t kWriting = O_ACCMODE | O_CREAT | O_TRUNC;
  allow(SCMP_SYS(openat), {SCMP_A2(SCMP_CMP_MASKED_EQ, kWriting, O_RDONLY)});
  allow(SCMP_SYS(open), {SCMP_A1(SCMP_CMP_MASKED_EQ, kWriting, O_RDONLY)});
  // Memory is no program.
  allow(SCMP_SYS(mmap), {SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)});
  allow(SCMP_SYS(mprotect), {SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)});
  allow(SCMP_SYS(write), {SCMP_A0(SCMP_CMP_EQ, kAnswerFile)});
  // Threads of its own, which are no processes: they share its memory, limits and this filter.
  // clone3 is said not to be there, since its flags cannot be seen; the C library then takes clone.
  if (limits.threads > 1) {
    constexpr scmp_datum_t kThread = CLONE_VM | CLONE_SIGHAND | CLONE_THREAD;
    allow(SCMP_SYS(clone), {SCMP_A0(SCMP_CMP_MASKED_EQ, kThread, kThread)});
    note(seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0));
    for (const int call :
         {SCMP_SYS(set_robust_list), SCMP_SYS(rseq), SCMP_SYS(sched_getaffinity)}) {
      allow(call, {});
    }
  }
  // To end by a signal of its own, as abort() does.
  allow(SCMP_SYS(tgkill), {SCMP_A0(SCMP_CMP_EQ, static_cast<scmp_datum_t>(::getpid()))});
  if (kSanitized) {
    allow(SCMP_SYS(write), {SCMP_A0(SCMP_CMP_EQ, STDERR_FILENO)});
    allow(SCMP_SYS(prctl), {});
    if (limits.threads <= 1) allow(SCMP_SYS(sched_getaffinity), {});
  }
  return fault;
}

// The memory that the library itself needs is within the limit too: 0, -ENOMEM or another fault.
int filter_calls(const ConfinedLimits& limits) {
  const scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
  if (filter == nullptr) return -ENOMEM;
  int fault = allow_calls(filter, limits);
  if (fault == 0) fault = seccomp_load(filter);
  seccomp_release(filter);
  return fault;
}

// Keeps the answer and the pipe and nothing else of what the parent has open.
bool keep_descriptors(int answer, int pipe) {
  const int spare = ::fcntl(pipe, F_DUPFD, 10);
  if (spare < 0 || ::dup2(answer, kAnswerFile) < 0 || ::dup2(spare, kEndPipe) < 0) return false;
  const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  if (nothing < 0 || ::dup2(nothing, STDIN_FILENO) < 0 || ::dup2(nothing, STDOUT_FILENO) < 0) {
    return false;
  }
  if (!kSanitized && ::dup2(nothing, STDERR_FILENO) < 0) return false;
  return ::close_range(kEndPipe + 1, ~0U, 0) == 0;
}

[[noreturn]] void run_child(int answer, int pipe, SharedNotes& notes, const ConfinedLimits& limits,
                            const ConfinedWork& work) {
  // Nothing stays behind when the parent ends.
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  for (const int signal : {SIGXCPU, SIGXFSZ, SIGSEGV, SIGABRT, SIGBUS}) ::signal(signal, SIG_DFL);
  if (!keep_descriptors(answer, pipe) || !set_limits(limits)) ::_exit(kNotConfined);
  try {
    const int fault = filter_calls(limits);
    if (fault != 0) ::_exit(fault == -ENOMEM ? kNoMemory : kNotConfined);
    Child child(notes);
    work(child);
  } catch (const std::bad_alloc&) {
    ::_exit(kNoMemory);
  } catch (const std::exception& fault) {
    notes.fault.set(fault.what());
    ::_exit(kBroken);
  }
  ::_exit(kAnswered);
}

// Waits until the child has ended. False: it did not within the time, and was ended.
bool wait_for(pid_t child, int pipe, std::uint32_t seconds, int& status) {
  const Descriptor timer(::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC));
  itimerspec when = {};
  when.it_value.tv_sec = seconds;
  ::timerfd_settime(timer.number(), 0, &when, nullptr);
  std::array<pollfd, 2> waits = {{{pipe, POLLIN, 0}, {timer.number(), POLLIN, 0}}};
  while (::poll(waits.data(), waits.size(), -1) < 0 && errno == EINTR) {
  }
  const bool in_time = waits[0].revents != 0;
  if (!in_time) ::kill(child, SIGKILL);
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return in_time;
}

std::string size_text(std::uint64_t bytes) {
  constexpr std::uint64_t kMebibyte = std::uint64_t{1} << 20U;
  return fmt::format("{} MiB", (bytes + kMebibyte - 1) / kMebibyte);
}

// What to tell of a child that did not come to its end; no value: it did.
struct Ending {
  const char* cause;
  std::string found;
  std::string wanted;
  const char* mend;
};

Ending ending_by_signal(int signal, const ConfinedLimits& limits) {
  const Ending time{"confined.time", fmt::format("not read after {} seconds", limits.seconds),
                    "a file that can be read in that time",
                    "Check that this is the file you mean; give it in parts, or allow more time."};
  switch (signal) {
    case SIGXCPU: return time;
    case SIGXFSZ:
      return {"confined.answer", "more content than " + size_text(limits.answer_bytes),
              "content that fits", "Check that this is the file you mean; give it in parts."};
    case SIGKILL:
      return {"confined.memory", "the system ended its reader, most often for want of memory",
              "a file that can be read in the memory there is",
              "Check that this is the file you mean; give it in parts."};
    default:
      return {"confined.crashed", fmt::format("its reader broke down ({})", ::strsignal(signal)),
              "a file that can be read",
              "Check that this is the file you mean. Report the fault with the file if you may."};
  }
}

std::optional<Ending> ending_of(int status, bool in_time, const ConfinedLimits& limits,
                                const SharedNotes& notes) {
  if (!in_time) return ending_by_signal(SIGXCPU, limits);
  if (WIFSIGNALED(status)) return ending_by_signal(WTERMSIG(status), limits);
  switch (WEXITSTATUS(status)) {
    case kAnswered: return std::nullopt;
    case kNoMemory:
      return Ending{"confined.memory",
                    "its reader needs more memory than " + size_text(limits.memory_bytes),
                    "a file that can be read in that memory",
                    "Check that this is the file you mean; give it in parts, or allow more."};
    case kNotConfined:
      return Ending{"confined.impossible", "the system does not allow to confine its reader",
                    "a system with seccomp and resource limits",
                    "Read the file where the program runs outside of such a container."};
    default:
      return Ending{"confined.crashed", "a fault of its reader: " + quote(notes.fault.read()),
                    "a file that can be read", "Report the fault, with the file if you may."};
  }
}

base::Problem not_started(const std::string& what) {
  return {"confined.impossible",
          {what, 0, {}},
          fmt::format("no process to read it in: {}", std::strerror(errno)),
          "a system with room for one more process",
          "End other programs and try again."};
}

}  // namespace

base::Result<std::shared_ptr<const MappedBytes>> run_confined(const std::string& what,
                                                              const ConfinedLimits& limits,
                                                              const ConfinedWork& work) {
  const SharedPage page;
  const Descriptor answer(::memfd_create("recanvass-answer", MFD_CLOEXEC));
  std::array<int, 2> ends = {-1, -1};
  if (page.notes() == nullptr || answer.number() < 0 || ::pipe2(ends.data(), O_CLOEXEC) != 0) {
    return not_started(what);
  }
  const Descriptor ended(ends[0]);
  Descriptor open_while_alive(ends[1]);
  const pid_t child = ::fork();
  if (child < 0) return not_started(what);
  if (child == 0) {
    run_child(answer.number(), open_while_alive.number(), *page.notes(), limits, work);
  }
  open_while_alive.close();
  int status = 0;
  const bool in_time = wait_for(child, ended.number(), 2 * limits.seconds, status);
  if (const auto ending = ending_of(status, in_time, limits, *page.notes())) {
    const std::string at = page.notes()->working_at.read();
    return base::Problem{ending->cause,
                         {at.empty() ? what : at, 0, {}},
                         ending->found,
                         ending->wanted,
                         ending->mend};
  }
  auto bytes = MappedBytes::map(answer.number());
  if (bytes) return bytes;
  return base::Problem{"confined.answer",
                       {what, 0, {}},
                       "nothing that its reader handed over",
                       "what is in the file",
                       "Report the fault, with the file if you may."};
}

}  // namespace recanvass::formats
