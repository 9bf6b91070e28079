// Two programs in turns: medians, minima and the ratios of both.
#pragma once

#include <sched.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

using clock_type = std::chrono::steady_clock;

/// Keeps a value from being optimised away.
template <class T>
inline void keep(const T& value) {
  asm volatile("" : : "g"(&value) : "memory");
}

struct times {
  double median;
  double least;
};

inline auto summary(std::vector<double>& samples) -> times {
  std::sort(samples.begin(), samples.end());
  return {samples[samples.size() / 2], samples.front()};
}

template <class Work>
auto microseconds(const Work& work, int repeat) -> double {
  const auto start = clock_type::now();
  for (int i = 0; i < repeat; ++i) work();
  const std::chrono::duration<double, std::micro> spent = clock_type::now() - start;
  return spent.count() / repeat;
}

template <class Floor, class Orm>
void compare(const char* name, int rounds, int repeat, const Floor& floor, const Orm& orm) {
  std::vector<double> floor_times;
  std::vector<double> orm_times;
  microseconds(floor, repeat);
  microseconds(orm, repeat);
  for (int i = 0; i < rounds; ++i) {
    // Whoever goes first changes with each round.
    if (i % 2 == 0) floor_times.push_back(microseconds(floor, repeat));
    orm_times.push_back(microseconds(orm, repeat));
    if (i % 2 != 0) floor_times.push_back(microseconds(floor, repeat));
  }
  const times f = summary(floor_times);
  const times o = summary(orm_times);
  std::printf("| %-28s | %10.2f | %10.2f | %10.2f | %10.2f | %6.3f | %6.3f |\n",
              name,
              f.median,
              o.median,
              f.least,
              o.least,
              o.median / f.median,
              o.least / f.least);
}

inline void print_heading() {
  std::printf(
      "| workload                     | floor med. | orm median | floor min. |   orm min. "
      "| median |   min. |\n|---|--:|--:|--:|--:|--:|--:|\n");
}

/// Keeps this process, and the server that it will start, on the first core.
inline void share_one_core() {
  cpu_set_t first;
  CPU_ZERO(&first);
  CPU_SET(0, &first);
  sched_setaffinity(0, sizeof first, &first);
}
