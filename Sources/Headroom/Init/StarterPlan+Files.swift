import WorkCalendar

extension StarterPlan {
  static func settings(_ dates: StarterDates) -> String {
    """
    # What holds for the whole plan. Every line may be left out; here are sensible values to change.
    headroom: 1                     # version of this format
    name: Starter
    as_of: \(dates.today)               # the day on which the plan is true
    starts: \(dates.starts)              # left out: the first day of demand
    ends: \(dates.ends)                # left out: the last day of demand
    currency: EUR
    fiscal_year: { starts: january } # quarters are named by it
    calendar: { hours_per_day: 8, workdays: mon-fri } # the standard week; an FTE is measured by it
    target_utilisation: 0.85        # share of the time that may be planned; left out: 1
    run_work: 0.15                  # share kept for the business as usual; left out: 0
    hiring: { time_to_fill_days: 45, notice_days: 60, ramp_up_weeks: 13, ramp_up_from: 0.25 }
    thresholds: { amber: 0.85, red: 1.0 } # of demand ÷ plannable hours

    """
  }

  static let people = """
    # Who works here, one row a person.
    # skills: name:level, separated by semicolons; 1 is learning, 3 is able, 5 is expert.
    # fte: 1 is full time (left out: 1). run_work: this person's own share, in place of the plan's.
    id,name,role,skills,fte,run_work
    ada,Ada Berg,Lead engineer,backend:5; sql:4,1,30%
    bruno,Bruno Alves,Engineer,backend:3; frontend:2,1,
    clara,Clara Holm,Engineer,backend:3; sql:3,0.8,
    dag,Dag Moura,Engineer,frontend:4,1,
    edda,Edda Vik,Engineer,frontend:3; ux:2,1,
    filipa,Filipa Reis,Designer,ux:4,0.8,
    hugo,Hugo Lund,Analyst,sql:4; analysis:3,1,

    """

  static func projects(_ dates: StarterDates) -> String {
    """
    # What is to be done.
    # status: pitch, tentative, committed, active, on_hold, done or cancelled (left out: committed).
    # probability: the chance that tentative work happens. priority: 1 comes first.
    # cost_of_delay: money a week.
    id,name,status,probability,priority,owner,start,finish,cost_of_delay
    portal,Customer portal,active,,1,Ada Berg,\(dates.starts),\(dates.ends),6000
    app,Mobile app,committed,,2,Filipa Reis,\(dates.monday(3)),\(dates.ends),4000
    insights,Sales insights,tentative,60%,3,Hugo Lund,\(dates.middle + 1),\(dates.ends),

    """
  }

  static func demand(_ dates: StarterDates) -> String {
    """
    # Which skills the projects need, at which level or above (left out: 1).
    # Without from and to a row lasts as long as its project.
    # fte: so many full-time people; or effort_days: so many days in all, spread by profile.
    # profile: even, front, back or bell (left out: even).
    project,skill,level,from,to,fte,effort_days,profile
    portal,backend,3,,,0.8,,
    portal,frontend,2,,,0.4,,
    portal,ux,2,\(dates.starts),\(dates.middle),0.9,,
    portal,analysis,2,\(dates.starts),\(dates.middle),,15,front
    app,frontend,3,,,0.4,,
    app,backend,3,,,,40,bell
    app,ux,2,\(dates.monday(3)),\(dates.middle),0.8,,
    app,ux,2,\(dates.middle + 1),\(dates.ends),,10,front
    insights,sql,3,,,0.5,,
    insights,backend,2,,,,15,even

    """
  }

  static func assignments(_ dates: StarterDates) -> String {
    """
    # Who is booked already. percent: of the person's plannable time.
    # booking: hard holds the time for the project; soft is a wish (left out: hard).
    person,project,skill,from,to,percent,booking
    bruno,portal,backend,\(dates.starts),\(dates.middle),50%,hard
    filipa,portal,ux,\(dates.starts),\(dates.middle),60%,hard
    dag,app,frontend,\(dates.monday(4)),\(dates.middle),30%,soft

    """
  }

  static func absences(_ dates: StarterDates) -> String {
    """
    # When people are away. person: * is everyone.
    # fraction: of each day (left out: all of it); or days: leave without dates, spread from-to.
    person,from,to,fraction,days,kind
    clara,\(dates.monday(2)),\(dates.monday(2) + 4),,,vacation
    hugo,\(dates.monday(5)),\(dates.monday(8) + 4),50%,,parental leave
    edda,\(dates.starts),\(dates.ends),,8,leave without dates
    *,\(dates.monday(7) + 2),\(dates.monday(7) + 2),50%,,planning afternoon

    """
  }

  static func training(_ dates: StarterDates) -> String {
    """
    # Who learns what. ready: the first day with the skill; days: so many working days just before are
    # given to it. Nobody yet; as: edda,ux,3,\(dates.middle + 1),10
    person,skill,level,ready,days

    """
  }

  static func contracts(_ dates: StarterDates) -> String {
    """
    # Who is bought from outside for some days. None yet; as:
    # studio-1,ux:4,1,\(dates.starts),\(dates.middle),90
    id,skills,fte,from,to,cost_per_hour

    """
  }

  static func holidays(_ dates: StarterDates) -> String {
    """
    # Days on which everyone is off. hours: open for so many hours (left out: closed). These are
    # examples: put your own.
    date,name,hours
    \(dates.monday(1)),Public holiday,
    \(dates.monday(9) + 3),Day before a holiday,4
    \(dates.monday(9) + 4),Public holiday,

    """
  }
}
