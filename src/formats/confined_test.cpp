#include "formats/confined.h"

#include "base/check.h"
#include "formats/byte_source.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <semaphore>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace recanvass::formats {
namespace {

ConfinedLimits small_limits() {
  ConfinedLimits limits;
  limits.memory_bytes = std::uint64_t{1} << 30U;
  limits.seconds = 1;
  limits.answer_bytes = std::uint64_t{1} << 20U;
  limits.files = 24;
  return limits;
}

std::string answered(const ConfinedWork& work, const ConfinedLimits& limits = small_limits()) {
  const auto answer = run_confined("a.csv", limits, work);
  if (!answer) return base::sentences(answer.problems());
  const auto bytes = (*answer)->bytes();
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

base::Problem refused(const ConfinedWork& work, const ConfinedLimits& limits = small_limits()) {
  const auto answer = run_confined("a.csv", limits, [&](ConfinedChild& child) {
    child.working_at("a.zip/b.json");
    work(child);
  });
  RECANVASS_CHECK(!answer.ok() && answer.problems().size() == 1);
  return answer.problems()[0];
}

// 0, or the number by which the system refuses.
std::string errno_of(long result) { return fmt::to_string(result < 0 ? errno : 0); }

TEST(Confined, WhatTheChildAnswersComesBackAndNothingElse) {
  int changed = 0;
  EXPECT_EQ(answered([&](ConfinedChild& child) {
              changed = 1;
              child.answer("one ");
              child.answer("");
              child.answer(std::string(100'000, 'x') + " two");
            }),
            "one " + std::string(100'000, 'x') + " two");
  EXPECT_EQ(changed, 0);
}

TEST(Confined, TheChildReadsFilesAndCanDoNothingElse) {
  const std::string own = RECANVASS_SOURCE_DIR "/README.md";
  const int opened = ::open(own.c_str(), O_RDONLY | O_CLOEXEC);
  const int of_parent =
      ::fcntl(opened, F_DUPFD_CLOEXEC, 20);  // a number that the child has no use of
  ::close(opened);
  ASSERT_GE(of_parent, 20);
  const std::string told = answered([&](ConfinedChild& child) {
    child.answer("parent's " + errno_of(::fcntl(of_parent, F_GETFD)));
    const auto source = open_file(own, own);
    child.answer(source.ok() ? ", reads" : ", does not read");
    child.answer(", writes " + errno_of(::open(own.c_str(), O_WRONLY)));
    child.answer(", changes " + errno_of(::open(own.c_str(), O_RDWR)));
    child.answer(", makes " + errno_of(::open("made-by-a-test", O_RDONLY | O_CREAT, 0600)));
    child.answer(", removes " + errno_of(::unlink("made-by-a-test")));
    child.answer(", renames " + errno_of(::rename("made-by-a-test", "made-by-b")));
    child.answer(", calls " + errno_of(::socket(AF_INET, SOCK_STREAM, 0)));
    child.answer(", whispers " + errno_of(::socket(AF_UNIX, SOCK_STREAM, 0)));
    child.answer(", splits " + errno_of(::fork()));
    child.answer(", starts " + errno_of(::execl("/bin/true", "true", nullptr)));
    child.answer(", ends others " + errno_of(::kill(::getppid(), 0)));
    child.answer(", prints " + errno_of(::write(STDOUT_FILENO, "x", 1)));
  });
  ::close(of_parent);
  EXPECT_EQ(told,
            fmt::format("parent's {}, reads, writes {p}, changes {p}, makes {p}, removes {p}, "
                        "renames {p}, calls {p}, whispers {p}, splits {p}, starts {p}, ends others "
                        "{p}, prints {p}",
                        EBADF, fmt::arg("p", EPERM)));
}

TEST(Confined, AChildHasThreadsWhenItMayAndNoProcesses) {
  const ConfinedWork work = [](ConfinedChild& child) {
    int sum = 0;
    std::thread([&] { sum = 42; }).join();
    child.answer(fmt::format("{}, splits {}", sum, errno_of(::fork())));
    long socket = 0;
    std::thread([&] { socket = ::socket(AF_INET, SOCK_STREAM, 0); }).join();
    child.answer(socket < 0 ? ", calls nobody" : ", calls");
  };
  ConfinedLimits limits = small_limits();
  EXPECT_EQ(refused(work, limits).cause, "confined.crashed");
  limits.threads = 2;
  EXPECT_EQ(answered(work, limits), fmt::format("42, splits {}, calls nobody", EPERM));
}

// The time of all threads together is what is limited.
TEST(Confined, ThreadsWithoutEndAreEnded) {
  ConfinedLimits limits = small_limits();
  limits.threads = 2;
  const auto problem = refused(
      [](ConfinedChild&) {
        std::atomic<bool> never{false};
        const auto spin = [&] {
          while (!never) continue;
        };
        const std::jthread other(spin);
        spin();
      },
      limits);
  EXPECT_EQ(problem.cause, "confined.time");
}

TEST(Confined, MoreMemoryThanIsAllowedIsAProblemOfTheFile) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "the sanitizers need the memory for themselves";
#endif
  ConfinedLimits patient = small_limits();
  patient.seconds = 600;
  const auto work = [](ConfinedChild& child) {
    std::vector<std::string> all;
    while (true) {
      all.emplace_back(std::size_t{32} << 20U, 'x');
      child.answer(std::string(1, all.back()[7]));
    }
  };
  const base::Problem problem = refused(work, patient);
  EXPECT_EQ(problem.sentence(),
            "a.zip/b.json: found its reader needs more memory than 1024 MiB; wanted a file that "
            "can be read in that memory. Check that this is the file you mean; give it in parts, "
            "or allow more.");
}

TEST(Confined, WorkWithoutEndIsEnded) {
  const base::Problem busy = refused([](ConfinedChild& child) {
    while (true) child.working_at("busy.csv");
  });
  EXPECT_EQ(busy.cause, "confined.time");
  EXPECT_EQ(busy.place.file, "busy.csv");
  EXPECT_EQ(busy.found, "not read after 1 seconds");
  const base::Problem idle = refused([](ConfinedChild&) {
    std::binary_semaphore never(0);
    never.acquire();
  });
  EXPECT_EQ(idle.cause, "confined.time");
}

TEST(Confined, AnAnswerWithoutEndIsRefused) {
  const base::Problem problem = refused([](ConfinedChild& child) {
    const std::string piece(1 << 16U, 'x');
    while (true) child.answer(piece);
  });
  EXPECT_EQ(problem.cause, "confined.answer");
  EXPECT_EQ(problem.found, "more content than 1 MiB");
  EXPECT_EQ(refused([](ConfinedChild&) {}).cause, "confined.answer");
}

TEST(Confined, MoreOpenFilesThanAreAllowedAreRefusedByName) {
  const std::string own = RECANVASS_SOURCE_DIR "/README.md";
  EXPECT_EQ(answered([&](ConfinedChild& child) {
              std::vector<std::unique_ptr<ByteSource>> open;
              while (true) {
                auto source = open_file(own, "many.zip");
                if (!source) return child.answer(source.problems()[0].sentence());
                open.push_back(std::move(source).value());
                RECANVASS_CHECK(open.size() < 100);
              }
            }),
            "many.zip: found Too many open files; wanted a file that can be read. Give fewer "
            "archives at once.");
}

TEST(Confined, ACrashIsAProblemOfTheFile) {
  EXPECT_EQ(refused([](ConfinedChild&) { std::abort(); }).found, "its reader broke down (Aborted)");
  const base::Problem fault = refused([](ConfinedChild&) { RECANVASS_CHECK(1 + 1 == 3); });
  EXPECT_EQ(fault.cause, "confined.crashed");
  EXPECT_NE(fault.found.find("1 + 1 == 3"), std::string::npos) << fault.found;
  EXPECT_EQ(fault.place.file, "a.zip/b.json");
}

TEST(Confined, ANameOfAFileMayBeAnyBytes) {
  const auto end_at = [](const std::string& name) {
    const auto answer = run_confined("given.csv", small_limits(), [&](ConfinedChild& child) {
      child.working_at(name);
      std::abort();
    });
    return answer.problems()[0].place.file;
  };
  EXPECT_EQ(end_at("a\x1B[2Jb"), "given.csv");
  EXPECT_EQ(end_at("\xFF"), "given.csv");
  EXPECT_EQ(end_at(std::string(5000, 'n')), std::string(2000, 'n'));
}

}  // namespace
}  // namespace recanvass::formats
